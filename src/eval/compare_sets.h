// Tests between two or more sets of results.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "eval/result_sets.h"
#include "stats/bootstrap.h"
#include "stats/friedman.h"
#include "stats/multiple_testing.h"
#include "stats/paired_t.h"
#include "stats/wilcoxon.h"

namespace supreme {

struct CompareSetsOptions {
  Alternative alternative = Alternative::kTwoSided;
  Correction correction = Correction::kHolm;  // over the pairs
  BootstrapOptions bootstrap = {10'000, 0.95};
  uint64_t seed = 1;
};

struct PairTests {
  size_t first = 0;  // indices of the sets
  size_t second = 0;
  std::optional<MeanDifference> bootstrap;
  std::optional<PairedT> t;
  std::optional<Wilcoxon> wilcoxon;
  std::optional<double> corrected_t_p;
  std::optional<double> corrected_wilcoxon_p;
  std::optional<double> nemenyi_p;  // with three sets or more
};

struct SetComparison {
  AlignedSets sets;
  std::vector<double> means;                  // of each set
  std::vector<PairTests> pairs;               // every set with every later one
  std::optional<Friedman> friedman;           // with three sets or more
  std::optional<double> critical_difference;  // Nemenyi, of mean ranks, at 0.05
  CompareSetsOptions options;
};

// kInvalidInput for values that are not finite; kCancelled.
SetComparison CompareSets(AlignedSets sets, const CompareSetsOptions& options);

// Keys: "sets", "units", "left_out", "alternative", "correction", "bootstrap", "pairs", "friedman";
// null where undefined.
OrderedJson SetComparisonJson(const SetComparison& comparison);
std::string SetComparisonTable(const SetComparison& comparison);

}  // namespace supreme
