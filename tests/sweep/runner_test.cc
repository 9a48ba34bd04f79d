#include "sweep/runner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/atomic_file.h"
#include "core/lock_file.h"
#include "tests/core/temp_folder.h"
#include "tests/sweep/fake_supreme.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// One call of a sweep with the fake program.
class FakeSweep {
 public:
  explicit FakeSweep(const TempFolder& folder, const std::string& behaviour = "")
      : out_(folder / "out"), program_(folder / "supreme"), tasks_(ExpandPlan(SmallPlan())) {
    MakeFolder(out_);
    WriteFakeSupreme(program_, behaviour);
  }

  std::vector<SweepFailure> Run(int64_t jobs = 1, std::vector<std::string> devices = {}) {
    SweepTimes times(out_ / "times.json");
    SweepRunOptions options;
    options.program = program_;
    options.out = out_;
    options.jobs = jobs;
    options.devices = std::move(devices);
    options.lock_patience_sec = 0.3;
    options.say = [this](const std::string& line) { said_.push_back(line); };
    options.on_result = [this] { ++results_; };
    SweepRunner runner(tasks_, times, options);
    runner.Run();
    return runner.failures();
  }

  // Words of all calls of the program, one a line.
  std::string Calls() const {
    const fs::path calls = program_.string() + ".calls";
    return fs::exists(calls) ? ReadFile(calls) : "";
  }
  size_t CallCount() const { return static_cast<size_t>(std::ranges::count(Calls(), '\n')); }
  void ForgetCalls() { fs::remove(program_.string() + ".calls"); }
  void Behave(const std::string& behaviour) { WriteFakeSupreme(program_, behaviour); }

  const fs::path& out() const { return out_; }
  const SweepTasks& tasks() const { return tasks_; }
  const std::vector<std::string>& said() const { return said_; }
  int results() const { return results_; }

 private:
  fs::path out_, program_;
  SweepTasks tasks_;
  std::vector<std::string> said_;
  int results_ = 0;
};

TEST(SweepRunner, RunsEachTaskOnceAndNothingTheSecondTime) {
  TempFolder folder;
  FakeSweep sweep(folder);
  EXPECT_TRUE(sweep.Run().empty());
  EXPECT_EQ(sweep.CallCount(), 12u);  // 4 trainings, 8 evaluations
  EXPECT_EQ(sweep.results(), 8);
  for (const SweepScoring& scoring : sweep.tasks().scorings) {
    EXPECT_TRUE(IsDone(sweep.out(), scoring)) << scoring.label;
  }
  EXPECT_TRUE(sweep.Run(2).empty());
  EXPECT_EQ(sweep.CallCount(), 12u);
}

TEST(SweepRunner, EvaluatesARunBeforeItTrainsTheNext) {
  TempFolder folder;
  FakeSweep sweep(folder);
  sweep.Run();
  std::vector<std::string> order;
  for (const std::string& line : sweep.said()) {
    if (line.ends_with(": training")) order.push_back("train");
    if (line.find(": ptbxl-super") != std::string::npos) order.push_back("evaluate");
  }
  ASSERT_EQ(order.size(), 8u);
  EXPECT_EQ(order[0], "train");
  EXPECT_EQ(order[1], "evaluate");
  EXPECT_EQ(order[2], "train");
}

TEST(SweepRunner, RepeatsOnlyWhatIsMissing) {
  TempFolder folder;
  FakeSweep sweep(folder);
  sweep.Run();
  sweep.ForgetCalls();
  fs::remove(sweep.out() / "runs/resnet/seed-1/results/rhythm.json");
  sweep.Run();
  EXPECT_EQ(sweep.CallCount(), 1u);
  EXPECT_NE(sweep.Calls().find("ptbxl-rhythm"), std::string::npos);
}

TEST(SweepRunner, ResumesATrainingThatHasBegun) {
  TempFolder folder;
  FakeSweep sweep(folder);
  MakeFolder(sweep.out() / "runs/resnet/seed-2");
  WriteFileAtomically(sweep.out() / "runs/resnet/seed-2/run.json", "{}");
  sweep.Run();
  const std::string calls = sweep.Calls();
  EXPECT_NE(calls.find("runs/resnet/seed-2 --resume\n"), std::string::npos);
  EXPECT_EQ(calls.find("runs/resnet/seed-1 --resume\n"), std::string::npos);
}

TEST(SweepRunner, AFailureStopsOnlyWhatNeedsItAndIsTriedAgain) {
  TempFolder folder;
  FakeSweep sweep(folder, R"(
case "$out" in *resnet/seed-2) echo "supreme: it broke"; echo talk; exit 3 ;; esac)");
  const auto failures = sweep.Run();
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_EQ(failures[0].task, "ResNet, seed 2");
  EXPECT_EQ(failures[0].error, "supreme: it broke");
  EXPECT_EQ(failures[0].log, "runs/resnet/seed-2/output.txt");
  EXPECT_EQ(sweep.CallCount(), 10u);  // its two evaluations are left out
  sweep.Behave("");
  EXPECT_TRUE(sweep.Run().empty());
  EXPECT_EQ(sweep.CallCount(), 13u);
}

TEST(SweepRunner, AProgramThatClaimsSuccessWithoutAResultHasFailed) {
  TempFolder folder;
  FakeSweep sweep(folder, R"([ "$verb" = eval ] && exit 0)");
  const auto failures = sweep.Run();
  ASSERT_EQ(failures.size(), 8u);
  EXPECT_EQ(failures[0].error, "ended with status 0");
}

TEST(SweepRunner, SaysWhichSignalEndedARun) {
  TempFolder folder;
  FakeSweep sweep(folder, R"([ "$verb" = pretrain ] && kill -9 $$)");
  const auto failures = sweep.Run();
  ASSERT_EQ(failures.size(), 4u);
  EXPECT_EQ(failures[0].error, "ended by signal 9, most often because memory ran out");
}

TEST(SweepRunner, RunsOneTrainingOnEachDevice) {
  TempFolder folder;
  FakeSweep sweep(folder, R"([ "$verb" = pretrain ] && sleep 0.3)");
  sweep.Run(2, {"cuda:0", "cuda:1"});
  const std::string calls = sweep.Calls();
  EXPECT_NE(calls.find("--device cuda:0"), std::string::npos);
  EXPECT_NE(calls.find("--device cuda:1"), std::string::npos);
}

TEST(SweepRunner, WaitsForTheTrainingOfAKilledSweep) {
  TempFolder folder;
  FakeSweep sweep(folder);
  const fs::path run = sweep.out() / "runs/vit-ours/seed-1";
  MakeFolder(run);
  const LockFile held(run / "lock");
  const auto start = std::chrono::steady_clock::now();
  sweep.Run();
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(300));
  EXPECT_EQ(sweep.CallCount(), 12u) << "patience has an end: the program itself says who holds it";
}

TEST(SweepRunner, SaysHowMuchIsDoneAndHowLongTheRestTakes) {
  TempFolder folder;
  FakeSweep sweep(folder);
  sweep.Run();
  EXPECT_EQ(sweep.said().front(), "[0/12] ViT (ours), seed 1: training");
  EXPECT_EQ(sweep.said()[1].find("[1/12] ViT (ours), seed 1: trained in 0:0"), 0u)
      << sweep.said()[1];
  EXPECT_NE(sweep.said().back().find("[12/12] ResNet, seed 2: rhythm; about 0:00 left"),
            std::string::npos)
      << sweep.said().back();
}

TEST(LastErrorLine, PrefersTheProgramsOwnLine) {
  TempFolder folder;
  WriteFileAtomically(folder / "log", "supreme: old\nsupreme-train: new\ntrailing words\n\n");
  EXPECT_EQ(LastErrorLine(folder / "log", 0), "supreme-train: new");
  EXPECT_EQ(LastErrorLine(folder / "log", 32), "trailing words");
  EXPECT_EQ(LastErrorLine(folder / "log", 5000), "");
  WriteFileAtomically(folder / "long", std::string(1000, 'x'));
  EXPECT_EQ(LastErrorLine(folder / "long", 0).size(), 300u);
}

}  // namespace
}  // namespace supreme
