// When checkpoints are saved, which are loaded, and what happens when that fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/train_state.h"

namespace supreme {

// A save that fails stops a run only when it happens so often in a row: until then a disk may be
// cleaned or mounted again while training goes on.
inline constexpr int64_t kMaxFailedSaves = 3;

// Not thread-safe.
class CheckpointKeeper {
 public:
  using Visit = std::function<void(const std::filesystem::path& checkpoint)>;

  // `folder` and `log` must outlive this.
  CheckpointKeeper(RunFolder& folder, RunLog& log, int64_t keep_last)
      : folder_(folder), log_(log), keep_last_(keep_last) {}

  // Calls `load`, which sets `state`, with the newest checkpoint, or with the one before when that
  // is damaged or `load` throws, and so on. False when there is none; rethrows the last error when
  // none can be read. A best checkpoint that is damaged is forgotten.
  bool LoadNewest(TrainState& state, const Visit& load);

  // Saves what `write` writes as the checkpoint of state.step and removes old ones.
  // A failure is logged and, as long as fewer than kMaxFailedSaves happened in a row and the run
  // goes on (`is_last` is false), not thrown; the best evaluation is then one that is on disk.
  // Nothing is saved between steps that were skipped: their weights may be broken, and such
  // checkpoints would push out the good ones.
  void Save(TrainState& state, const Visit& write, bool is_last);

 private:
  struct Best {
    bool exists = false;
    double auc = 0.0;
    int64_t step = 0;
  };
  void TryToSave(const TrainState& state, const Visit& write);
  void KeepBest(TrainState& state);

  RunFolder& folder_;
  RunLog& log_;
  int64_t keep_last_;
  int64_t failed_in_a_row_ = 0;
  Best saved_best_;
};

}  // namespace supreme
