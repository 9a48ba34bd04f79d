// What the fine-tuning of one seed came to, and its file, which programs without LibTorch read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace supreme {

struct FineTuned {
  std::vector<double> losses;           // per epoch, mean over its batches
  std::vector<double> validation_aucs;  // macro, after each epoch
  int64_t epoch = 0;                    // the first of the best, from 1
  std::vector<float> test_logits;       // after that epoch, [test records, classes]
};

struct FineTunedShape {
  int64_t epochs = 0;
  int64_t test_records = 0;
  int64_t classes = 0;
};

// A seed's folder in the run folder; it holds kFineTuneResult once the seed is finished.
std::filesystem::path FineTuneFolder(const std::filesystem::path& run, uint64_t seed);
inline constexpr const char* kFineTuneResult = "result.safetensors";

// safetensors: "epoch" int64 [1], "losses" and "validation_aucs" float64 [epochs], "test_logits"
// float32 [test records, classes].
void WriteFineTuned(const std::filesystem::path& path, const FineTuned& tuned,
                    const FineTunedShape& shape);
// kNotFound; kCorruptData for another shape or an epoch that there is not.
FineTuned ReadFineTuned(const std::filesystem::path& path, const FineTunedShape& shape);

}  // namespace supreme
