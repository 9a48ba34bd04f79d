#include "eval/compare_sets.h"

#include <numeric>
#include <utility>

namespace supreme {
namespace {

std::vector<double> Column(const AlignedSets& sets, size_t index) {
  std::vector<double> column;
  for (size_t unit = 0; unit < sets.units.size(); ++unit) {
    column.push_back(sets.values[unit * sets.names.size() + index]);
  }
  return column;
}

// Corrects the p-values that are there; `p` and `corrected` pick them out of a pair.
template <class P, class Corrected>
void CorrectPairs(std::vector<PairTests>& pairs, Correction correction, P p, Corrected corrected) {
  std::vector<double> values;
  for (const auto& pair : pairs) {
    if (const auto value = p(pair)) values.push_back(*value);
  }
  const auto result = CorrectPValues(values, correction);
  size_t next = 0;
  for (auto& pair : pairs) {
    if (p(pair)) corrected(pair) = result[next++];
  }
}

}  // namespace

SetComparison CompareSets(AlignedSets sets, const CompareSetsOptions& options) {
  SetComparison result;
  result.options = options;
  const size_t count = sets.names.size();
  if (count > 2) {
    result.friedman = FriedmanTest(sets.values, count);
    if (result.friedman) {
      result.critical_difference =
          NemenyiCriticalDifference(0.05, count, result.friedman->row_count);
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const auto first = Column(sets, i);
    result.means.push_back(std::accumulate(first.begin(), first.end(), 0.0) /
                           static_cast<double>(first.size()));
    for (size_t j = i + 1; j < count; ++j) {
      const auto second = Column(sets, j);
      PairTests& pair = result.pairs.emplace_back();
      pair.first = i;
      pair.second = j;
      pair.bootstrap = BootstrapMeanDifference(first, second, options.bootstrap,
                                               Rng(options.seed).Fork(result.pairs.size()));
      pair.t = PairedTTest(first, second, options.alternative, options.bootstrap.confidence);
      pair.wilcoxon = WilcoxonTest(first, second, options.alternative);
      if (!result.friedman) continue;
      const auto& ranks = result.friedman->mean_ranks;
      pair.nemenyi_p = NemenyiP(ranks[i] - ranks[j], count, result.friedman->row_count);
    }
  }
  CorrectPairs(
      result.pairs, options.correction,
      [](const PairTests& pair) { return pair.t ? std::optional(pair.t->p) : std::nullopt; },
      [](PairTests & pair) -> auto& { return pair.corrected_t_p; });
  CorrectPairs(
      result.pairs, options.correction,
      [](const PairTests& pair) {
        return pair.wilcoxon ? std::optional(pair.wilcoxon->p) : std::nullopt;
      },
      [](PairTests & pair) -> auto& { return pair.corrected_wilcoxon_p; });
  result.sets = std::move(sets);
  return result;
}

}  // namespace supreme
