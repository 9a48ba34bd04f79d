#include "eval/robustness_conditions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "eval/robustness_leads.h"
#include "eval/robustness_noise.h"

namespace supreme {
namespace {

// From barely visible to as strong as the ECG and beyond.
constexpr std::array kSnrDb = {24.0, 18.0, 12.0, 6.0, 0.0, -6.0};

using Conditions = std::vector<Condition>;

Conditions NoiseConditions(const std::string& kind, NoiseKind noise) {
  Conditions conditions;
  for (const double snr_db : kSnrDb) {
    conditions.push_back(
        {kind, FormatDouble(snr_db) + " dB", snr_db,
         [noise, snr_db](EcgWindow& window, Rng& rng) { AddNoise(noise, snr_db, window, rng); }});
  }
  return conditions;
}

Conditions MissingConditions() {
  Conditions conditions;
  for (const size_t count : {1, 2, 3, 4, 6, 8, 10, 11}) {
    conditions.push_back({"missing",
                          std::to_string(count) + (count == 1 ? " lead, random" : " leads, random"),
                          static_cast<double>(count),
                          [count](EcgWindow& window, Rng& rng) { LoseLeads(count, window, rng); }});
  }
  const std::vector<std::pair<std::string, std::vector<size_t>>> kept = {
      {"only limb leads", {0, 1, 2, 3, 4, 5}},
      {"only chest leads", {6, 7, 8, 9, 10, 11}},
      {"only I and II", {0, 1}},
      {"only I", {0}},
      {"only II", {1}},
      {"only V2", {7}}};
  for (const auto& entry : kept) {
    const std::vector<size_t> leads = entry.second;
    conditions.push_back({"missing", entry.first, std::numeric_limits<double>::quiet_NaN(),
                          [leads](EcgWindow& window, Rng&) { KeepLeads(leads, window); }});
  }
  return conditions;
}

Conditions SilentConditions() {
  Conditions conditions;
  for (const size_t count : {1, 3, 6}) {
    conditions.push_back(
        {"silent", std::to_string(count) + (count == 1 ? " lead at 0 mV" : " leads at 0 mV"),
         static_cast<double>(count),
         [count](EcgWindow& window, Rng& rng) { SilenceLeads(count, window, rng); }});
  }
  return conditions;
}

Conditions RateConditions() {
  Conditions conditions;
  for (const double rate_hz : {250.0, 125.0, 100.0, 50.0}) {
    conditions.push_back({"rate", FormatDouble(rate_hz) + " Hz", rate_hz,
                          [rate_hz](EcgWindow& window, Rng&) { LowerRate(rate_hz, window); }});
  }
  return conditions;
}

Conditions LeadConditions() {
  const std::vector<std::pair<std::string, LeadChange>> changes = {
      {"arms exchanged", ExchangeLimbs(LimbExchange::kArms)},
      {"right arm and leg exchanged", ExchangeLimbs(LimbExchange::kRightArmLeg)},
      {"left arm and leg exchanged", ExchangeLimbs(LimbExchange::kLeftArmLeg)},
      {"V1 and V2 exchanged", ExchangeNames(6, 7)},
      {"V2 and V3 exchanged", ExchangeNames(7, 8)},
      {"V1 and V6 exchanged", ExchangeNames(6, 11)},
      {"V1 to V6 reversed", ReverseChest()},
      {"aVL and aVF exchanged", ExchangeNames(4, 5)},
      {"I upside down", UpsideDown(0)}};
  Conditions conditions;
  for (const auto& entry : changes) {
    const LeadChange change = entry.second;
    conditions.push_back({"leads", entry.first, std::numeric_limits<double>::quiet_NaN(),
                          [change](EcgWindow& window, Rng&) { ChangeLeads(change, window); }});
  }
  return conditions;
}

Conditions GainConditions() {
  Conditions conditions;
  for (const double factor : {0.2, 0.5, 0.8, 1.25, 2.0, 5.0}) {
    conditions.push_back({"gain", "× " + FormatDouble(factor), factor,
                          [factor](EcgWindow& window, Rng&) { MultiplyGain(factor, window); }});
  }
  return conditions;
}

Conditions ConditionsOf(const std::string& kind) {
  if (kind == "white") return NoiseConditions(kind, NoiseKind::kWhite);
  if (kind == "wander") return NoiseConditions(kind, NoiseKind::kWander);
  if (kind == "mains") return NoiseConditions(kind, NoiseKind::kMains);
  if (kind == "muscle") return NoiseConditions(kind, NoiseKind::kMuscle);
  if (kind == "missing") return MissingConditions();
  if (kind == "silent") return SilentConditions();
  if (kind == "rate") return RateConditions();
  if (kind == "leads") return LeadConditions();
  return GainConditions();
}

}  // namespace

const std::vector<ConditionKind>& ConditionKinds() {
  static const std::vector<ConditionKind> kinds = {
      {"white", "White noise"},   {"wander", "Baseline wander"}, {"mains", "Mains hum"},
      {"muscle", "Muscle noise"}, {"missing", "Missing leads"},  {"silent", "Silent leads"},
      {"rate", "Sample rate"},    {"leads", "Exchanged leads"},  {"gain", "Wrong gain"}};
  return kinds;
}

std::vector<Condition> MakeConditions(const std::vector<std::string>& kinds) {
  std::string known;
  for (const ConditionKind& kind : ConditionKinds()) known += " " + kind.name;
  for (const std::string& wanted : kinds) {
    if (std::ranges::any_of(ConditionKinds(),
                            [&](const ConditionKind& kind) { return kind.name == wanted; })) {
      continue;
    }
    throw Error(ErrorCode::kUsage, "unknown kind of fault \"" + wanted + "\"", "--kinds",
                "some of:" + known);
  }
  std::vector<Condition> conditions;
  for (const ConditionKind& kind : ConditionKinds()) {
    if (std::ranges::find(kinds, kind.name) == kinds.end()) continue;
    for (Condition& condition : ConditionsOf(kind.name)) conditions.push_back(std::move(condition));
  }
  return conditions;
}

}  // namespace supreme
