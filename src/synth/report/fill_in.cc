#include "synth/report/fill_in.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/numbers.h"

namespace supreme {
namespace {

using enum Finding;

// Bits of canonical lead indices.
constexpr uint32_t Leads(std::initializer_list<size_t> indices) {
  uint32_t bits = 0;
  for (const size_t index : indices) bits |= 1U << index;
  return bits;
}
constexpr uint32_t kInferiorLeads = Leads({1, 2, 5});
constexpr uint32_t kLateralLeads = Leads({0, 4, 10, 11});
constexpr uint32_t kAnteriorLeads = Leads({7, 8, 9});

bool Shows(Finding finding, const LeadMeasurements& lead) {
  switch (finding) {
    case kTInversion:
      return lead.t_mv <= -0.1;
    case kNonspecificT:
    case kNondiagnosticT:
      return lead.t_mv < 0.1 * lead.r_mv;
    case kLowT:
      return std::abs(lead.t_mv) < 0.1 && lead.r_mv > 0.5;
    case kHighT:
      return lead.t_mv > 0.5;
    case kStDepression:
      return lead.st60_mv <= -0.05;
    case kNonspecificSt:
      return lead.st60_mv <= -0.03;
    case kStElevation:
      return lead.j_mv >= 0.1;
    case kQWaves:
      return lead.q_mv <= -0.1 && lead.q_ms >= 30.0;
    default:
      return false;
  }
}

bool AtLeastTwo(uint32_t leads) { return std::popcount(leads) >= 2; }

std::string Where(std::optional<SignRegion> region, ReportStyle style, Rng& rng) {
  if (!region || rng.Bernoulli(0.35)) return "";
  if (rng.Bernoulli(0.35)) return " in " + std::string(region->leads);
  const std::string name(region->name);
  return style == ReportStyle::kGerman ? " in " + name + "en ableitungen"
                                       : " in " + name + " leads";
}

std::string Degree(double severity, Rng& rng) {
  if (severity > 0.75 && rng.Bernoulli(0.6)) return "marked ";
  if (severity < 0.2 && rng.Bernoulli(0.4)) return rng.Bernoulli(0.5) ? "mild " : "slight ";
  return "";
}

struct Place {
  std::string_view name;
  double value;
  int decimals;
};

}  // namespace

void Replace(std::string& text, std::string_view place, std::string_view value) {
  for (size_t at = text.find(place); at != std::string::npos;
       at = text.find(place, at + value.size())) {
    text.replace(at, place.size(), value);
  }
}

std::optional<SignRegion> RegionOf(Finding finding, const EcgMeasurements& measurements) {
  uint32_t leads = 0;
  for (size_t i = 0; i < kLeadCount; ++i) {
    if (Shows(finding, measurements.leads[i])) leads |= 1U << i;
  }
  const bool inferior = AtLeastTwo(leads & kInferiorLeads);
  const bool lateral = AtLeastTwo(leads & kLateralLeads);
  const bool anterior = AtLeastTwo(leads & kAnteriorLeads);
  if (anterior && lateral) return SignRegion{"anterolateral", "V3-V6, I, aVL"};
  if (inferior && lateral) return SignRegion{"inferolateral", "II, III, aVF, V5-V6"};
  if (lateral) return SignRegion{"lateral", "I, aVL, V5-V6"};
  if (anterior) return SignRegion{"anterior", "V2-V4"};
  if (inferior) return SignRegion{"inferior", "II, III, aVF"};
  return std::nullopt;
}

std::optional<std::string> FillIn(std::string_view text, Finding finding, ReportStyle style,
                                  const Truth& truth, Rng& rng) {
  std::string filled(text);
  if (filled.find('{') == std::string::npos) return filled;
  const EcgMeasurements& measured = truth.measurements;
  const std::array<Place, 6> places = {{{"{rate}", measured.ventricular_rate_bpm, 0},
                                        {"{pr}", measured.pr_ms, 0},
                                        {"{qrs}", measured.qrs_ms, 0},
                                        {"{qtc}", measured.qtc_ms, 0},
                                        {"{axis}", measured.qrs_axis_degrees, 0},
                                        {"{longest}", measured.longest_rr_ms / 1000.0, 1}}};
  for (const Place& place : places) {
    if (filled.find(place.name) == std::string::npos) continue;
    if (std::isnan(place.value)) return std::nullopt;
    Replace(filled, place.name, FormatFixed(place.value, place.decimals));
  }
  const std::optional<SignRegion> region = RegionOf(finding, measured);
  Replace(filled, "{where}", Where(region, style, rng));
  Replace(filled, "{region}", region ? std::string(region->name) + " " : "");
  Replace(filled, "{degree}", Degree(truth.diagnosis.Severity(finding), rng));
  return filled;
}

}  // namespace supreme
