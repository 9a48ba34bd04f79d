#include "eval/explanation_check_output.h"

#include "core/hash.h"
#include "core/numbers.h"
#include "core/version.h"

namespace supreme {
namespace {

OrderedJson PointingJson(const FamilyResult& result) {
  const PointingGame& game = result.game;
  return {{"family", PlaceFamilyName(result.family)},
          {"n_records", game.record_count},
          {"hit_rate", game.hit_rate},
          {"area", game.area},
          {"swap_rate", game.swap_rate},
          {"p_area", game.p_area},
          {"p_swap", game.p_swap},
          {"p", result.p},
          {"p_holm", result.p_corrected},
          {"better_than_chance", result.is_better},
          {"mass", game.mass},
          {"swap_mass", game.swap_mass},
          {"p_mass_swap", game.p_mass_swap}};
}

OrderedJson CurveJson(const CurveResult& curve) {
  OrderedJson json = {{"probabilities", curve.probabilities},
                      {"random_probabilities", curve.random_probabilities},
                      {"area", curve.area},
                      {"random_area", curve.random_area},
                      {"difference", nullptr},
                      {"p", curve.p}};
  if (curve.difference) {
    json["difference"] = {{"mean", curve.difference->mean},
                          {"low", curve.difference->interval.low},
                          {"high", curve.difference->interval.high}};
  }
  return json;
}

OrderedJson ShuffleJson(const ShuffleResult& result) {
  OrderedJson json = {{"n_records", result.record_count}, {"rank_correlation", nullptr}};
  if (result.rank_correlation) json["rank_correlation"] = *result.rank_correlation;
  json["hit_rate"] = result.hit_rate;
  json["shuffled_hit_rate"] = result.shuffled_hit_rate;
  return json;
}

OrderedJson MethodJson(const MethodResult& method) {
  OrderedJson json = {{"method", method.method}, {"band", method.is_band}};
  json["pointing"] = OrderedJson::array();
  for (const FamilyResult& family : method.families) {
    json["pointing"].push_back(PointingJson(family));
  }
  json["findings"] = OrderedJson::array();
  for (const FindingResult& result : method.findings) {
    json["findings"].push_back({{"code", Info(PlacedFindings()[result.finding].finding).code},
                                {"n_records", result.record_count},
                                {"mean_probability", result.mean_probability},
                                {"hit_rate", result.hit_rate},
                                {"area", result.area}});
  }
  json["deletion"] = CurveJson(method.deletion);
  json["insertion"] = CurveJson(method.insertion);
  json["shuffled_weights"] = ShuffleJson(method.shuffled);
  return json;
}

std::string ShuffleLine(const MethodResult& method) {
  const ShuffleResult& shuffled = method.shuffled;
  std::string line = method.method + ", shuffled weights: ";
  if (shuffled.rank_correlation) {
    line += "rank correlation of the maps " + FormatFixed(*shuffled.rank_correlation, 2) + ", ";
  }
  return line + "hits " + FormatFixed(shuffled.shuffled_hit_rate, 2) + " against " +
         FormatFixed(shuffled.hit_rate, 2) + " of the trained network on the same " +
         std::to_string(shuffled.record_count) + " records";
}

}  // namespace

std::string DescribeCases(const ExplanationCheck& check) {
  const CaseOptions& options = check.options.cases;
  return "simulated, seed " + std::to_string(options.seed) + ", " +
         std::to_string(options.records_per_finding) + " records of each of " +
         std::to_string(PlacedFindings().size()) + " findings, severity " +
         FormatDouble(options.severity);
}

OrderedJson ExplanationCheckJson(const ExplanationCheck& check) {
  OrderedJson json = {{"kind", "explanations"}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["bundle"] = {{"name", check.bundle_name}, {"id", check.bundle_id}};
  const std::string description = DescribeCases(check);
  json["split"] = {{"description", description}, {"hash", Sha256(description)}};
  json["n_records"] = check.cases.cases.size();
  json["cell_s"] = check.cases.grid.column_s();
  json["baseline"] = "median of the lead";
  json["permutations"] = check.options.permutation_count;
  json["findings"] = OrderedJson::array();
  for (const PlacedFinding& placed : PlacedFindings()) {
    json["findings"].push_back({{"code", Info(placed.finding).code},
                                {"name", Info(placed.finding).name},
                                {"family", PlaceFamilyName(placed.family)},
                                {"place", placed.place}});
  }
  json["methods"] = OrderedJson::array();
  for (const MethodResult& method : check.methods) json["methods"].push_back(MethodJson(method));
  json["left_out"] = OrderedJson::array();
  for (const LeftOutMethod& entry : check.left_out) {
    json["left_out"].push_back({{"method", entry.method}, {"reason", entry.reason}});
  }
  return json;
}

std::vector<std::string> Verdicts(const ExplanationCheck& check) {
  std::vector<std::string> lines;
  for (const MethodResult& method : check.methods) {
    for (const FamilyResult& family : method.families) {
      const PointingGame& game = family.game;
      lines.push_back(method.method + ", " + std::string(PlaceFamilyName(family.family)) +
                      ": hits " + FormatFixed(game.hit_rate, 2) + " of the true places; chance " +
                      FormatFixed(game.area, 2) + " by area, " + FormatFixed(game.swap_rate, 2) +
                      " on other records (Holm p " + FormatFixed(family.p_corrected, 3) +
                      "): " + (family.is_better ? "better than chance" : "no better than chance"));
    }
    lines.push_back(ShuffleLine(method));
  }
  for (const LeftOutMethod& entry : check.left_out) {
    lines.push_back(entry.method + " was left out: " + entry.reason);
  }
  return lines;
}

}  // namespace supreme
