#include "train/finetune_result.h"

#include <span>
#include <string>

#include "core/error.h"
#include "tensor/safetensors.h"

namespace supreme {

std::filesystem::path FineTuneFolder(const std::filesystem::path& run, uint64_t seed) {
  return run / ("seed_" + std::to_string(seed));
}

void WriteFineTuned(const std::filesystem::path& path, const FineTuned& tuned,
                    const FineTunedShape& shape) {
  const std::span<const double> losses(tuned.losses), aucs(tuned.validation_aucs);
  NamedTensors tensors;
  tensors.emplace_back("epoch", ViewOf(std::span<const int64_t>(&tuned.epoch, 1), {1}));
  tensors.emplace_back("losses", ViewOf(losses, {shape.epochs}));
  tensors.emplace_back("validation_aucs", ViewOf(aucs, {shape.epochs}));
  tensors.emplace_back("test_logits", ViewOf(std::span<const float>(tuned.test_logits),
                                             {shape.test_records, shape.classes}));
  WriteSafetensors(path, tensors);
}

FineTuned ReadFineTuned(const std::filesystem::path& path, const FineTunedShape& shape) {
  const SafetensorsFile file(path);
  FineTuned tuned;
  tuned.epoch = file.Get("epoch", {1}).As<int64_t>()[0];
  if (tuned.epoch < 1 || tuned.epoch > shape.epochs) {
    throw Error(ErrorCode::kCorruptData, "there is no epoch " + std::to_string(tuned.epoch),
                path.string());
  }
  const auto losses = file.Get("losses", {shape.epochs}).As<double>();
  const auto aucs = file.Get("validation_aucs", {shape.epochs}).As<double>();
  const auto logits = file.Get("test_logits", {shape.test_records, shape.classes}).As<float>();
  tuned.losses.assign(losses.begin(), losses.end());
  tuned.validation_aucs.assign(aucs.begin(), aucs.end());
  tuned.test_logits.assign(logits.begin(), logits.end());
  return tuned;
}

}  // namespace supreme
