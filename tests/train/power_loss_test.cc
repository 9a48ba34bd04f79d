// The power fails at any moment of a save: the run has its latest or its previous checkpoint.
#include "tests/train/power_loss.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/train/reliability_row.h"
#include "tests/train/small_data.h"
#include "tests/train/tiny_run.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

using Contents = std::map<std::string, std::string>;

class PowerLossOfASave : public testing::Test {
 protected:
  // Step 10 is on disk; step 20 is saved and step 10 removed while every call is recorded.
  PowerLossOfASave() : test_("power_loss", MemoryBase()), run_(test_.path() / "run") {
    TinyRun tiny;
    RunFolder folder(run_);
    tiny.Save(folder, 10);
    files_[10] = FilesOf(folder.CheckpointPath(10));
    disk_.emplace(run_);
    const DiskRecording recording(run_);
    tiny.Save(folder, 20);
    saved_at_ = recording.events().size();
    files_[20] = FilesOf(folder.CheckpointPath(20));
    folder.Prune(1, 20);
    events_ = recording.events();
  }

  // The newest step after a power loss; 0 when a checkpoint that counts as complete is not.
  int64_t NewestAfter(const PowerLoss& loss, uint64_t seed) {
    const fs::path copy = test_.path() / "after";
    disk_->Replay(events_, loss, Rng(seed), copy);
    const RunFolder folder(copy);
    const std::vector<int64_t> steps = folder.Checkpoints();
    for (const int64_t step : steps) {
      if (FilesOf(folder.CheckpointPath(step)) != files_[step]) return 0;
    }
    return steps.empty() ? 0 : steps.back();
  }

  // Failures among `cuts` power losses.
  int Failures(int cuts, bool syncs_are_lies) {
    Rng rng(7);
    int failures = 0;
    for (int i = 0; i < cuts; ++i) {
      PowerLoss loss;
      loss.cut = rng.Index(events_.size() + 1);
      const double survivals[] = {0.0, 0.5, 0.5, 1.0};
      loss.survival = survivals[rng.Index(4)];
      loss.syncs_are_lies = syncs_are_lies;
      const int64_t newest = NewestAfter(loss, rng.NextU64());
      const bool is_right = newest == 20 || (newest == 10 && loss.cut < saved_at_);
      failures += is_right ? 0 : 1;
    }
    return failures;
  }

  TestFolder test_;
  fs::path run_;
  std::map<int64_t, Contents> files_;
  std::optional<DiskModel> disk_;
  std::vector<DiskEvent> events_;
  size_t saved_at_ = 0;
};

TEST_F(PowerLossOfASave, LeavesTheLatestOrThePreviousCheckpointWhole) {
  constexpr int kCuts = 500;
  const int failures = Failures(kCuts, false);
  EXPECT_EQ(failures, 0);
  WriteReliabilityRow({"R-C4", kCuts, failures, "mixed or lost checkpoints", failures * 1.0});
}

TEST_F(PowerLossOfASave, TheSameLossesDestroyRunsWhereSyncingDoesNothing) {
  EXPECT_GT(Failures(100, true), 20);
}

TEST_F(PowerLossOfASave, WhatWasSavedIsThereInTheEnd) {
  EXPECT_EQ(NewestAfter({events_.size(), 0.0, false}, 1), 20);
  EXPECT_EQ(NewestAfter({events_.size(), 1.0, false}, 1), 20);
  EXPECT_EQ(NewestAfter({0, 1.0, false}, 1), 10);
}

}  // namespace
}  // namespace supreme
