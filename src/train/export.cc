#include "train/export.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "stats/youden.h"
#include "train/checkpoint.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxWeightBytes = uint64_t{1} << 36;

}  // namespace

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
  WriteFileAtomically(bundle.folder / "model.safetensors",
                      ReadFile(WeightsToUse(checkpoint), kMaxWeightBytes));
  WriteBundle(bundle);
}

}  // namespace supreme
