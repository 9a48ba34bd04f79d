// Fine-tuning from file to file: `supreme` has no LibTorch and asks supreme-train for it.
#pragma once

#include <filesystem>

namespace supreme {

struct FineTuneFiles {
  std::filesystem::path bundle;
  std::filesystem::path pack;
  // safetensors with the settings (train/finetune_config.h) as JSON text in its metadata:
  //   "seeds" int64 [S]
  //   "train.<i>" int64 [n], "train_labels.<i>" uint8 [n, C]   for each seed, i from 0
  //   "validation" int64 [n], "validation_labels" uint8 [n, C], "test", "test_labels"
  // Records are rows of the pack; labels are 0 or 1.
  std::filesystem::path input;
  // safetensors: "epochs" int64 [S] (the chosen ones, from 1), "losses" and "validation_aucs"
  // float64 [S, epochs], "test_logits.<i>" float32 [n, C].
  std::filesystem::path output;
};

// Metadata key of the settings.
inline constexpr char kFineTuneSettings[] = "settings";

// Shows progress over all seeds. kCorruptData for tensors that are missing, misshapen or name rows
// that the pack lacks; kUsage for settings out of range; those of FineTune and OpenDevice.
void FineTuneFromFile(const FineTuneFiles& files);

}  // namespace supreme
