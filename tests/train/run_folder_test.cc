#include "train/run_folder.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

void Commit(RunFolder& folder, int64_t step) {
  folder.CommitCheckpoint(
      step, [](const fs::path& path) { WriteFileAtomically(path / "state.json", "{}"); });
}

TEST(RunFolder, PruneKeepsTheNewestAndTheBest) {
  const TestFolder test("prune");
  RunFolder folder(test.path() / "run");
  for (const int64_t step : {10, 20, 30, 40}) Commit(folder, step);
  folder.Prune(2, 10);
  EXPECT_EQ(folder.Checkpoints(), (std::vector<int64_t>{10, 30, 40}));
  EXPECT_EQ(fs::read_symlink(folder.path() / "latest"), "checkpoints/step_000040");
}

TEST(RunFolder, AFailedWriteLeavesTheOldCheckpointAndNoPart) {
  const TestFolder test("failed");
  RunFolder folder(test.path() / "run");
  Commit(folder, 10);
  EXPECT_THROW(folder.CommitCheckpoint(
                   20, [](const fs::path&) { throw Error(ErrorCode::kNoSpace, "full"); }),
               Error);
  EXPECT_EQ(folder.Checkpoints(), std::vector<int64_t>{10});
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path() / "checkpoints"), {}), 1);
}

TEST(RunFolder, CountsOnlyCompleteCheckpointsAndClearsHalfOnes) {
  const TestFolder test("half");
  { RunFolder folder(test.path() / "run"); }
  fs::create_directories(test.path() / "run/checkpoints/step_000010");
  fs::create_directories(test.path() / "run/checkpoints/step_000020.partial");
  const RunFolder folder(test.path() / "run");
  EXPECT_TRUE(folder.Checkpoints().empty());
  EXPECT_FALSE(fs::exists(test.path() / "run/checkpoints/step_000020.partial"));
}

TEST(RunFolder, RefusesASecondWriter) {
  const TestFolder test("lock");
  const RunFolder folder(test.path() / "run");
  EXPECT_THROW(RunFolder(test.path() / "run"), Error);
}

}  // namespace
}  // namespace supreme
