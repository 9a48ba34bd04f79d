#include <algorithm>

#include "core/numbers.h"
#include "eval/compare_sets.h"
#include "eval/figure_output.h"
#include "eval/statistic_text.h"

namespace supreme {
namespace {

OrderedJson PairJson(const SetComparison& comparison, const PairTests& pair) {
  OrderedJson json = {{"first", comparison.sets.names[pair.first]},
                      {"second", comparison.sets.names[pair.second]}};
  json["bootstrap"] = nullptr;
  if (const auto& bootstrap = pair.bootstrap) {
    json["bootstrap"] = {{"mean_difference", bootstrap->mean},
                         {"low", bootstrap->interval.low},
                         {"high", bootstrap->interval.high},
                         {"p_two_sided", bootstrap->p}};
  }
  json["paired_t"] = nullptr;
  if (const auto& t = pair.t) {
    json["paired_t"] = {{"t", t->t},
                        {"df", t->df},
                        {"p", t->p},
                        {"p_corrected", NumberOrNull(pair.corrected_t_p)},
                        {"mean_difference", t->mean_difference},
                        {"deviation", t->deviation},
                        {"low", t->low},
                        {"high", t->high}};
  }
  json["wilcoxon"] = nullptr;
  if (const auto& wilcoxon = pair.wilcoxon) {
    json["wilcoxon"] = {{"w", wilcoxon->Statistic(comparison.options.alternative)},
                        {"rank_sum_plus", wilcoxon->rank_sum_plus},
                        {"rank_sum_minus", wilcoxon->rank_sum_minus},
                        {"zeros", wilcoxon->zero_count},
                        {"method", wilcoxon->exact ? "exact" : "normal"},
                        {"p", wilcoxon->p},
                        {"p_corrected", NumberOrNull(pair.corrected_wilcoxon_p)}};
  }
  json["nemenyi_p"] = NumberOrNull(pair.nemenyi_p);
  return json;
}

std::string PairText(const SetComparison& comparison, const PairTests& pair) {
  const auto& names = comparison.sets.names;
  const bool several = comparison.pairs.size() > 1;
  const auto corrected = [&](const std::optional<double>& p) {
    return several ? ", corrected " + PText(p) : std::string();
  };
  std::string text = "\n" + names[pair.first] + "  -  " + names[pair.second] + "\n";
  if (pair.bootstrap) {
    text += "  mean difference   " + SignedText(pair.bootstrap->mean, pair.bootstrap->interval) +
            ", two-sided p = " + PText(pair.bootstrap->p) + " (bootstrap)\n";
  }
  text += "  paired t          ";
  text += pair.t ? "t = " + FormatFixed(pair.t->t, 3) + ", df = " + FormatFixed(pair.t->df, 0) +
                       ", p = " + PText(pair.t->p) + corrected(pair.corrected_t_p) + "\n"
                 : "undefined: fewer than two pairs, or all differences equal\n";
  text += "  Wilcoxon          ";
  text += pair.wilcoxon
              ? "W = " + FormatDouble(pair.wilcoxon->Statistic(comparison.options.alternative)) +
                    ", p = " + PText(pair.wilcoxon->p) + corrected(pair.corrected_wilcoxon_p) +
                    (pair.wilcoxon->exact ? " (exact)\n" : " (normal)\n")
              : "undefined: no pair differs\n";
  if (pair.nemenyi_p) text += "  Nemenyi           p = " + PText(pair.nemenyi_p) + "\n";
  return text;
}

std::string FriedmanText(const SetComparison& comparison) {
  if (comparison.sets.names.size() < 3) return "";
  if (!comparison.friedman) return "\nFriedman: undefined, no row tells the sets apart\n";
  const Friedman& friedman = *comparison.friedman;
  return "\nFriedman: chi-squared = " + FormatFixed(friedman.statistic, 3) +
         ", df = " + FormatFixed(friedman.df, 0) + ", p = " + PText(friedman.p) +
         "; mean ranks differ at 0.05 when " +
         FormatFixed(comparison.critical_difference.value_or(0.0), 3) + " apart (Nemenyi)\n";
}

}  // namespace

OrderedJson SetComparisonJson(const SetComparison& comparison) {
  const auto& sets = comparison.sets;
  OrderedJson json = {{"kind", "set-comparison"},
                      {"alternative", AlternativeName(comparison.options.alternative)},
                      {"correction", CorrectionName(comparison.options.correction)},
                      {"seed", comparison.options.seed}};
  json["bootstrap"] = {{"n_resamples", comparison.options.bootstrap.resample_count},
                       {"confidence", comparison.options.bootstrap.confidence}};
  json["units"] = sets.units;
  json["left_out"] = sets.left_out;
  json["different_records"] = sets.different_records;
  json["sets"] = OrderedJson::array();
  for (size_t i = 0; i < sets.names.size(); ++i) {
    OrderedJson entry = {{"name", sets.names[i]}, {"mean", comparison.means[i]}};
    entry["mean_rank"] = nullptr;
    if (comparison.friedman) entry["mean_rank"] = comparison.friedman->mean_ranks[i];
    json["sets"].push_back(entry);
  }
  json["friedman"] = nullptr;
  if (const auto& friedman = comparison.friedman) {
    json["friedman"] = {
        {"chi_squared", friedman->statistic},
        {"df", friedman->df},
        {"p", friedman->p},
        {"nemenyi_critical_difference_0.05", NumberOrNull(comparison.critical_difference)}};
  }
  json["pairs"] = OrderedJson::array();
  for (const PairTests& pair : comparison.pairs) {
    json["pairs"].push_back(PairJson(comparison, pair));
  }
  return json;
}

std::string SetComparisonTable(const SetComparison& comparison) {
  const auto& sets = comparison.sets;
  size_t columns = 4;
  for (const auto& name : sets.names) columns = std::max(columns, name.size());
  std::string text = std::to_string(sets.units.size()) + " figures in each of " +
                     std::to_string(sets.names.size()) + " sets";
  if (!sets.left_out.empty()) {
    text += "; " + std::to_string(sets.left_out.size()) + " that not every set has are left out";
  }
  text += "\nTests are " + std::string(AlternativeName(comparison.options.alternative)) +
          "; p of pairs corrected by " +
          std::string(CorrectionName(comparison.options.correction)) + "\n\n" +
          PadRight("set", columns) + "     mean" + (comparison.friedman ? "  mean rank\n" : "\n");
  for (size_t i = 0; i < sets.names.size(); ++i) {
    text += PadRight(sets.names[i], columns) + PadLeft(FormatFixed(comparison.means[i], 3), 9);
    if (comparison.friedman) {
      text += PadLeft(FormatFixed(comparison.friedman->mean_ranks[i], 2), 11);
    }
    text += "\n";
  }
  text += FriedmanText(comparison);
  for (const PairTests& pair : comparison.pairs) text += PairText(comparison, pair);
  return text;
}

}  // namespace supreme
