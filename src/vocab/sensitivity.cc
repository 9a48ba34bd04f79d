#include "vocab/sensitivity.h"

#include "vocab/embedding_cache.h"

namespace supreme {

std::vector<double> SensitivityThresholds() {
  std::vector<double> thresholds;
  for (int hundredths = 60; hundredths <= 95; hundredths += 5) {
    thresholds.push_back(hundredths / 100.0);
  }
  return thresholds;
}

Sensitivity MeasureSensitivity(const EntityTable& table, const EmbedTexts& embed,
                               const VocabularyOptions& options,
                               const std::function<void(size_t done)>& on_step) {
  EmbeddingCache cache(embed);
  const EmbedTexts cached = cache.Function();
  Sensitivity result;
  size_t done = 0;
  const auto measure = [&](double cluster_threshold, double mapping_threshold) {
    VocabularyOptions changed = options;
    changed.hold_out.clear();
    changed.cluster_threshold = cluster_threshold;
    changed.mapping_threshold = mapping_threshold;
    const VocabularyStats stats = MeasureVocabulary(table, cached, changed);
    on_step(++done);
    return ThresholdStep{cluster_threshold, mapping_threshold, stats};
  };
  for (const double threshold : SensitivityThresholds()) {
    result.by_cluster_threshold.push_back(measure(threshold, options.mapping_threshold));
    result.by_mapping_threshold.push_back(measure(options.cluster_threshold, threshold));
  }
  return result;
}

}  // namespace supreme
