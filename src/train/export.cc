#include "train/export.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "engine/model_config.h"
#include "stats/youden.h"
#include "tensor/safetensors.h"
#include "train/checkpoint.h"

namespace supreme {

std::map<std::string, Threshold> FindThresholds(const QuerySet& queries,
                                                const ValidationScores& scores,
                                                bool mask_uncertain) {
  std::map<std::string, Threshold> thresholds;
  for (size_t q = 0; q < queries.queries.size() && scores.record_count > 0; ++q) {
    const QueryScores one = ScoresOfQuery(scores, q, mask_uncertain);
    const auto point = FindYoudenPoint(one.scores, one.positive);
    if (!point) continue;
    const auto positives =
        static_cast<uint64_t>(std::count(one.positive.begin(), one.positive.end(), uint8_t{1}));
    thresholds[queries.queries[q].id] = {.value = std::clamp(point->threshold, 0.0, 1.0),
                                         .method = "youden",
                                         .positives = positives,
                                         .negatives = one.positive.size() - positives};
  }
  return thresholds;
}

void ExportBundle(const Bundle& bundle, const std::filesystem::path& checkpoint) {
  MakeFolder(bundle.folder);
  // Without config.json the folder is no bundle while it is being written.
  std::filesystem::remove(bundle.folder / "config.json");
  // Only what the bundle's network has: checkpoints may hold a direct head beside it.
  const SafetensorsFile file(WeightsToUse(checkpoint));
  NamedTensors weights;
  for (const auto& [name, shape] : WeightShapes(bundle.model)) {
    weights.emplace_back(name, file.Get(name, shape));
  }
  WriteSafetensors(bundle.folder / "model.safetensors", weights, {});
  WriteBundle(bundle);
}

}  // namespace supreme
