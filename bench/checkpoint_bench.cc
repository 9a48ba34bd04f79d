// How long training stands still while a checkpoint is saved: checkpoint_bench [FOLDER]
// A table with size and time by preset; FOLDER (default: the working folder) is on the disk to
// measure.
#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "nn/supreme_model.h"
#include "train/checkpoint.h"
#include "train/run_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int kSaves = 5;

double SecondsOf(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void Measure(const std::string& preset, const fs::path& run) {
  const ModelConfig config = ModelPreset(preset);
  SupremeModel model(config);
  model.weights().Initialise(Rng(1));
  AdamW optimizer(model.weights().parameters(), {});
  TrainState state;
  RunFolder folder(run);
  std::vector<double> seconds;
  for (int i = 0; i < kSaves; ++i) {
    state.step = i;
    seconds.push_back(SecondsOf([&] {
      folder.CommitCheckpoint(i, [&](const fs::path& path) {
        SaveCheckpoint(path, {model, optimizer, {}, state});
      });
      folder.Prune(1, i);
    }));
  }
  const double check = SecondsOf([&] { folder.Verify(kSaves - 1); });
  uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder.CheckpointPath(kSaves - 1))) {
    bytes += entry.file_size();
  }
  std::sort(seconds.begin(), seconds.end());
  std::printf("| %s | %.1f | %.1f | %.2f | %.2f | %.2f |\n", preset.c_str(),
              static_cast<double>(model.weights().parameter_count()) / 1e6,
              static_cast<double>(bytes) / 1e6, seconds[kSaves / 2], seconds.back(), check);
}

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  const std::filesystem::path base = argc > 1 ? argv[1] : ".";
  std::printf("| preset | M parameters | MB | s to save, median | worst of %d | s to verify |\n",
              supreme::kSaves);
  std::printf("|---|---|---|---|---|---|\n");
  for (const char* preset : {"nano", "small", "tiny"}) {
    const std::filesystem::path run = base / (std::string("checkpoint_bench_") + preset);
    supreme::Measure(preset, run);
    std::filesystem::remove_all(run);
  }
}
