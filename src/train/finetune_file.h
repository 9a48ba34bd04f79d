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
  // Records are rows of the pack; labels are 0 or 1. What the user typed may stand there too, as a
  // JSON list.
  std::filesystem::path input;
  // Run folder: lock, log.txt, and a folder for each seed (train/finetune_result.h).
  std::filesystem::path run;
  bool plain = false;  // one line of progress, even on a terminal
};

// Metadata keys.
inline constexpr char kFineTuneSettings[] = "settings";
inline constexpr char kFineTuneCommand[] = "command";

// Goes on with what an earlier call left in the run folder. kCorruptData for tensors that are
// missing, misshapen or name rows that the pack lacks; kUsage for settings out of range;
// kUnavailable when another process writes in the folder; those of FineTune and OpenDevice.
void FineTuneFromFile(const FineTuneFiles& files);

}  // namespace supreme
