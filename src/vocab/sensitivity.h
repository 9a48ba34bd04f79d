// How the vocabulary depends on its two thresholds. The paper gives 0.8 and 0.75 as settled with
// cardiologists (§3.1, appendix K.3) and no figure for other values.
#pragma once

#include <functional>
#include <vector>

#include "vocab/vocabulary.h"

namespace supreme {

struct ThresholdStep {
  double cluster_threshold = 0.0;
  double mapping_threshold = 0.0;
  VocabularyStats stats;
};

struct Sensitivity {
  std::vector<ThresholdStep> by_cluster_threshold;  // the mapping threshold stays
  std::vector<ThresholdStep> by_mapping_threshold;  // the cluster threshold stays
};

// 0.6, 0.65 … 0.95.
std::vector<double> SensitivityThresholds();

// The whole vocabulary made anew at each threshold; what is held out on purpose counts as a query.
// Texts are embedded once (`embed` is called for new texts only). `on_step` gets the number of
// steps done, of 2 × thresholds, after each.
Sensitivity MeasureSensitivity(const EntityTable& table, const EmbedTexts& embed,
                               const VocabularyOptions& options,
                               const std::function<void(size_t done)>& on_step);

}  // namespace supreme
