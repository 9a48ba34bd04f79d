#include "train/checkpoint_keeper.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/expect_error.h"
#include "tests/train/reliability_row.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kCheckpointBytes = 1000;

void WriteSmall(const fs::path& folder) {
  WriteFileAtomically(folder / "model", std::string(kCheckpointBytes, 'x'), Durability::kRenamed);
}

void FullDisk(const fs::path&) { throw Error(ErrorCode::kNoSpace, "no space"); }

// A run whose state is moved by hand.
class ManualRun {
 public:
  explicit ManualRun(const std::string& name, int64_t keep_last = 2)
      : test_("keeper_" + name, MemoryBase()),
        folder_(test_.path() / "run"),
        log_(test_.path() / "log"),
        keeper_(folder_, log_, keep_last) {}

  void Save(int64_t step, const CheckpointKeeper::Visit& write = WriteSmall, bool is_last = false) {
    state.step = step;
    keeper_.Save(state, write, is_last);
  }
  void FindBest(int64_t step, double auc) {
    state.has_best = true;
    state.best_auc = auc;
    state.best_step = step;
  }
  // A new process: what it loads, and the step it starts from.
  int64_t Restart() {
    CheckpointKeeper keeper(folder_, log_, 2);
    int64_t loaded = 0;
    const bool found = keeper.LoadNewest(state, [&](const fs::path& folder) {
      loaded = std::stoll(folder.filename().string().substr(5));
    });
    return found ? loaded : 0;
  }
  fs::path File(int64_t step, const std::string& name) const {
    return folder_.CheckpointPath(step) / name;
  }
  std::vector<int64_t> steps() const { return folder_.Checkpoints(); }
  std::string log() const { return ReadFile(test_.path() / "log"); }

  TrainState state;

 private:
  TestFolder test_;
  RunFolder folder_;
  RunLog log_;
  CheckpointKeeper keeper_;
};

TEST(CheckpointKeeper, GoesOnWhenASaveFailsAndStopsAtTheThirdInARow) {
  ManualRun run("full");
  run.Save(10);
  run.Save(20, FullDisk);
  run.Save(30, FullDisk);
  EXPECT_NE(run.log().find("CHECKPOINT NOT SAVED, 2 of 3"), std::string::npos);
  run.Save(40);
  run.Save(50, FullDisk);
  run.Save(60, FullDisk);
  ExpectError(ErrorCode::kNoSpace, "no space", [&] { run.Save(70, FullDisk); });
  EXPECT_EQ(run.steps(), (std::vector<int64_t>{10, 40}));
}

TEST(CheckpointKeeper, ThrowsWhenTheLastSaveOfARunFails) {
  ManualRun run("last");
  ExpectError(ErrorCode::kNoSpace, "no space", [&] { run.Save(10, FullDisk, true); });
}

TEST(CheckpointKeeper, DoesNotHideErrorsThatAreNotTheDisks) {
  ManualRun run("bug");
  ExpectError(ErrorCode::kInternal, "broken", [&] {
    run.Save(10, [](const fs::path&) { throw Error(ErrorCode::kInternal, "broken"); });
  });
}

TEST(CheckpointKeeper, TheBestEvaluationIsOneThatIsOnDisk) {
  ManualRun run("best");
  run.FindBest(10, 0.7);
  run.Save(10);
  run.FindBest(20, 0.9);
  run.Save(20, FullDisk);
  EXPECT_EQ(run.state.best_step, 10);
  EXPECT_EQ(run.state.best_auc, 0.7);
  run.FindBest(30, 0.8);
  run.Save(30);
  EXPECT_EQ(run.state.best_step, 30);
}

TEST(CheckpointKeeper, SavesNothingBetweenSkippedSteps) {
  ManualRun run("skipped");
  run.Save(10);
  run.state.skipped_in_a_row = 1;
  run.FindBest(20, 0.9);
  run.Save(20);
  EXPECT_EQ(run.steps(), std::vector<int64_t>{10});
  EXPECT_FALSE(run.state.has_best);
  run.state.skipped_in_a_row = 0;
  run.Save(30);
  EXPECT_EQ(run.steps(), (std::vector<int64_t>{10, 30}));
}

TEST(CheckpointKeeper, LoadsTheNewestThatIsAsItWasSaved) {
  ManualRun run("newest", 4);
  for (const int64_t step : {10, 20, 30, 40}) run.Save(step);
  fs::resize_file(run.File(40, "model"), kCheckpointBytes - 1);
  WriteFileAtomically(run.File(30, "model"), std::string(kCheckpointBytes, 'y'));
  EXPECT_EQ(run.Restart(), 20);
  EXPECT_EQ(run.steps(), (std::vector<int64_t>{10, 20}));
  fs::remove(run.File(20, "model"));
  EXPECT_EQ(run.Restart(), 10);
  fs::remove(run.File(10, "model"));
  ExpectError(ErrorCode::kCorruptData, "step_000010/model", [&] { run.Restart(); });
}

TEST(CheckpointKeeper, ForgetsABestCheckpointThatIsDamaged) {
  ManualRun run("forgets");
  run.FindBest(10, 0.9);
  run.Save(10);
  run.Save(20);
  EXPECT_EQ(run.Restart(), 20);
  EXPECT_TRUE(run.state.has_best);
  fs::remove(run.File(10, "model"));
  EXPECT_EQ(run.Restart(), 20);
  EXPECT_FALSE(run.state.has_best);
  EXPECT_NE(run.log().find("the best checkpoint is lost"), std::string::npos);
}

uint64_t BytesBelow(const fs::path& folder) {
  uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

struct Retention {
  int saves = 0;
  double most_space = 0.0;  // in shares of what is allowed
};

// Saves of random fate: 1 is the best so far, 3 fails (never three in a row).
void CheckRetention(int64_t keep, const std::vector<int>& fates, Retention& found) {
  ManualRun run("property", keep);
  const fs::path checkpoints = run.File(0, "x").parent_path().parent_path();
  int64_t newest = 0;
  for (size_t i = 0; i < fates.size(); ++i) {
    const bool fails = fates[i] == 3 && i % 3 != 0;
    const int64_t step = static_cast<int64_t>(i + 1) * 10;
    if (fates[i] == 1) run.FindBest(step, static_cast<double>(step));
    uint64_t peak = 0;
    run.Save(step, [&](const fs::path& folder) {
      if (fails) FullDisk(folder);
      WriteSmall(folder);
      peak = BytesBelow(checkpoints);
    });
    if (!fails) newest = step;
    const std::vector<int64_t> steps = run.steps();
    const std::set<int64_t> kept(steps.begin(), steps.end());
    RC_ASSERT(newest == 0 || kept.contains(newest));
    RC_ASSERT(!run.state.has_best || kept.contains(run.state.best_step));
    constexpr uint64_t kSize = kCheckpointBytes + 200;  // with DONE
    const uint64_t allowed = (static_cast<uint64_t>(keep) + 2) * kSize;
    const uint64_t used = std::max(peak, BytesBelow(checkpoints));
    RC_ASSERT(used <= allowed);
    ++found.saves;
    found.most_space =
        std::max(found.most_space, static_cast<double>(used) / static_cast<double>(allowed));
  }
}

TEST(CheckpointKeeper, KeepsTheNewestAndTheBestInBoundedSpace) {
  Retention found;
  const bool holds = rc::check([&] {
    const int64_t keep = *rc::gen::inRange<int64_t>(1, 5);
    CheckRetention(keep, *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4)), found);
  });
  EXPECT_TRUE(holds);
  WriteReliabilityRow({"R-C8", found.saves, holds ? 0 : 1, "space used / (keep + 2) checkpoints",
                       found.most_space});
}

}  // namespace
}  // namespace supreme
