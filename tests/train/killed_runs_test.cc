// Runs of supreme-train that are killed, lose their disk or meet a second writer.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "core/error.h"
#include "core/rng.h"
#include "tests/train/reliability_row.h"
#include "tests/train/train_program.h"
#include "train/run_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int kManySteps = 1'000'000;

class KilledRuns : public ProgramTest {
 protected:
  // A checkpoint at each step, most of whose time is then spent in saving.
  static Words Endless(const fs::path& out, int64_t steps = kManySteps) {
    return Command(out, {"train.checkpoint_every_steps=1", "train.log_every_steps=1",
                         "train.keep_last=2", "train.max_steps=" + std::to_string(steps),
                         "train.epochs=100000", "train.patience=0", "train.restart_steps=500"});
  }
};

int64_t NewestDone(const fs::path& run) {
  int64_t newest = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(run / "checkpoints", ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".partial") || !fs::exists(entry.path() / "DONE", ignored)) continue;
    newest = std::max<int64_t>(newest, std::stoll(name.substr(name.find('_') + 1)));
  }
  return newest;
}

bool WaitForStep(const fs::path& run, int64_t step) {
  for (int i = 0; i < 30000 && NewestDone(run) < step; ++i) ::usleep(2000);
  return NewestDone(run) >= step;
}

int64_t LastStepOfMetrics(const fs::path& run) {
  const std::string text = ReadFile(run / "metrics.csv");
  const size_t end = text.rfind('\n');
  const size_t start = text.rfind('\n', end - 1) + 1;
  return std::stoll(text.substr(start, text.find(',', start) - start));
}

TEST_F(KilledRuns, GoOnFromACompleteCheckpointAtMostOneStepBack) {
  const int kills = FaultRounds(20);
  const fs::path out = Out("killed");
  Rng rng(3);
  int64_t newest = 0;
  int64_t most_lost = 0;
  int failures = 0;
  for (int i = 0; i < kills; ++i) {
    const pid_t child = StartPretrain(Resumed(Endless(out)), LogPath());
    ASSERT_TRUE(WaitForStep(out, newest + 1)) << Log();
    ::usleep(static_cast<useconds_t>(rng.Index(60000)));
    ::kill(child, SIGKILL);
    ASSERT_EQ(WaitForEnd(child), -SIGKILL) << Log();
    const int64_t done = LastStepOfMetrics(out);
    const RunFolder folder(out);  // as the next start does: takes the lock over, clears half files
    const std::vector<int64_t> steps = folder.Checkpoints();
    ASSERT_FALSE(steps.empty());
    for (const int64_t step : steps) {
      EXPECT_NO_THROW(folder.Verify(step)) << ++failures;
    }
    EXPECT_GE(steps.back(), newest);
    newest = steps.back();
    most_lost = std::max(most_lost, done - newest);
  }
  EXPECT_LE(most_lost, 1);
  // All the parts together are the same run as one without interruption.
  ASSERT_EQ(Run(Resumed(Endless(out, newest + 3))), 0) << Log();
  Words straight = Endless(Out("straight"), newest + 3);
  straight.insert(straight.end(), {"--set", "train.checkpoint_every_steps=0"});
  ASSERT_EQ(Run(straight), 0) << Log();
  const RunFolder folder(out);
  const fs::path last = folder.CheckpointPath(newest + 3).lexically_relative(out);
  for (const char* file : {"model.safetensors", "optimizer.safetensors"}) {
    EXPECT_TRUE(ReadFile(out / last / file) == ReadFile(Out("straight") / last / file)) << file;
  }
  EXPECT_EQ(Losses(out), Losses(Out("straight")));
  WriteReliabilityRow({"R-C1", kills, failures, "steps lost, of one interval of 1",
                       static_cast<double>(most_lost)});
}

TEST_F(KilledRuns, TheSecondWriterIsRefusedWithTheFirstOnesIdAndMachine) {
  const fs::path out = Out("two");
  const pid_t first = StartPretrain(Endless(out), LogPath());
  ASSERT_TRUE(WaitForStep(out, 1)) << Log();
  const fs::path log = data_->path() / "second.log";
  EXPECT_EQ(WaitForEnd(StartPretrain(Resumed(Endless(out)), log)), 5) << ReadFile(log);
  char host[128] = {};
  ::gethostname(host, sizeof host - 1);
  const std::string owner = "in use by process " + std::to_string(first) + " on " + host;
  EXPECT_NE(ReadFile(log).find(owner), std::string::npos) << ReadFile(log);
  ::kill(first, SIGKILL);
  EXPECT_EQ(WaitForEnd(first), -SIGKILL);
}

class RunsWithABadDisk : public ProgramTest {
 protected:
  static void SetUpTestSuite() {
    ProgramTest::SetUpTestSuite();
    ASSERT_EQ(Run(Command(Out("straight"))), 0) << Log();
  }
  static Words Command(const fs::path& out) {
    return ProgramTest::Command(out, {"train.checkpoint_every_steps=5", "train.keep_last=2"});
  }
  // `fault` as tests/fault/fault_fs.h says.
  static Words Faults(const fs::path& out, const std::string& fault) {
    return {"LD_PRELOAD=" SUPREME_FAULT_FS, "FAULT_FS_FOLDER=" + out.string(), "FAULT_FS=" + fault};
  }
  static void ExpectAsStraight(const fs::path& out) {
    for (const char* name : {"checkpoints/step_000040/model.safetensors",
                             "checkpoints/step_000040/optimizer.safetensors"}) {
      EXPECT_TRUE(ReadFile(out / name) == ReadFile(Out("straight") / name)) << name;
    }
    EXPECT_EQ(Losses(out), Losses(Out("straight")));
  }
};

TEST_F(RunsWithABadDisk, StopWithCode4WhenItStaysFullAndResumeExactly) {
  const fs::path out = Out("full");
  EXPECT_EQ(Run(Command(out), Faults(out, "write,25,1000000,28")), 4) << Log();
  const std::string log = Log();
  EXPECT_NE(log.find("CHECKPOINT NOT SAVED, 2 of 3"), std::string::npos) << log;
  const size_t last_line = log.rfind('\n', log.size() - 2) + 1;
  const std::string last = log.substr(last_line);
  EXPECT_TRUE(last.starts_with("supreme-train: " + out.string())) << log;
  EXPECT_NE(last.find("No space left on device; try: free disk space"), std::string::npos) << log;
  EXPECT_GT(NewestDone(out), 0);
  ASSERT_EQ(Run(Resumed(Command(out))), 0) << Log();
  ExpectAsStraight(out);
}

TEST_F(RunsWithABadDisk, SayInOneLineWhatCouldNotBeRemoved) {
  const fs::path out = Out("removal");
  const Words settings = {"train.max_steps=5", "train.keep_last=9"};  // nothing to prune
  EXPECT_EQ(Run(ProgramTest::Command(out, settings), Faults(out, "remove,1,1,5")), 4) << Log();
  EXPECT_NE(Log().find("bundle/config.json: cannot be read or changed: Input/output error; try: "),
            std::string::npos)
      << Log();
}

TEST_F(RunsWithABadDisk, GoOnWhenItIsBadForAWhile) {
  const fs::path out = Out("for_a_while");
  EXPECT_EQ(Run(Command(out), Faults(out, "fsync,30,2,5")), 0) << Log();
  EXPECT_NE(Log().find("CHECKPOINT NOT SAVED, 2 of 3"), std::string::npos) << Log();
  ExpectAsStraight(out);
}

}  // namespace
}  // namespace supreme
