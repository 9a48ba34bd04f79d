#include "report/run_summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/atomic_file.h"
#include "core/config_table.h"
#include "core/lock_file.h"
#include "engine/model_config.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// A run as training leaves it after 20 steps, with a checkpoint of step `checkpoint`.
fs::path WriteRun(const fs::path& run, int64_t checkpoint, bool finished) {
  MakeFolder(run / "checkpoints" / "step_000020");
  ModelConfig model = ModelPreset("small");
  OrderedJson json = {{"verb", "pretrain"},
                      {"config", {{"model", ConfigTable::Of(model).ToJson()}}}};
  if (finished) json["result"] = {{"steps", 20}};
  WriteJsonFile(run / "run.json", json);
  WriteFileAtomically(run / "metrics.jsonl",
                      "{\"step\":10,\"epoch\":0.5,\"loss\":0.5,\"records_per_sec\":80.5}\n"
                      "{\"step\":20,\"epoch\":1.0,\"loss\":0.25,\"records_per_sec\":90.5}\n"
                      "{\"step\":20,\"epoch\":1.0,\"validation_auc\":0.75}\n{\"step\":2");
  WriteJsonFile(
      run / "checkpoints" / "step_000020" / "state.json",
      OrderedJson{{"step", checkpoint}, {"has_best", true}, {"best_auc", 0.75}, {"best_step", 20}});
  if (!fs::exists(run / "latest")) fs::create_symlink("checkpoints/step_000020", run / "latest");
  return run;
}

TEST(RunSummary, ReadsTheNewestValues) {
  const TempFolder folder;
  const RunSummary run = ReadRunSummary(WriteRun(folder / "run", 20, true));
  EXPECT_EQ(run.problem, "");
  EXPECT_EQ(run.state, RunState::kFinished);
  EXPECT_EQ(run.model, "small");
  EXPECT_EQ(run.step, 20);
  EXPECT_DOUBLE_EQ(run.epoch, 1.0);
  EXPECT_DOUBLE_EQ(run.loss.value(), 0.25);
  EXPECT_DOUBLE_EQ(run.records_per_sec.value(), 90.5);
  EXPECT_DOUBLE_EQ(run.best_auc.value(), 0.75);
  EXPECT_EQ(run.best_step, 20);
  EXPECT_GT(run.bytes, 300u);
  EXPECT_LT(run.age_seconds, 60.0);
}

TEST(RunSummary, StateComesFromLockAndCheckpoints) {
  const TempFolder folder;
  EXPECT_EQ(ReadRunSummary(WriteRun(folder / "stopped", 20, false)).state, RunState::kStopped);
  // The newest line of metrics is of a later step than the newest checkpoint.
  EXPECT_EQ(ReadRunSummary(WriteRun(folder / "failed", 10, false)).state, RunState::kFailed);
  const fs::path run = WriteRun(folder / "running", 20, false);
  {
    const LockFile lock(run / "lock");
    EXPECT_EQ(ReadRunSummary(run).state, RunState::kRunning);
  }
  EXPECT_EQ(ReadRunSummary(run).state, RunState::kStopped);
  // A killed process leaves its lock file: nobody holds it.
  WriteFileAtomically(run / "lock", "999999999 on nowhere-at-all\n");
  fs::last_write_time(run / "metrics.jsonl",
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_EQ(ReadRunSummary(run).state, RunState::kFailed);
}

TEST(RunSummary, BrokenFilesBecomeAProblemNotAnError) {
  const TempFolder folder;
  const auto problem_with = [&](const std::string& name, const std::string& text) {
    const fs::path run = WriteRun(folder / "run", 20, false);
    WriteFileAtomically(run / name, text);
    const std::string problem = ReadRunSummary(run).problem;
    fs::remove_all(run);
    return problem;
  };
  EXPECT_THAT(problem_with("run.json", "{"), testing::HasSubstr("run.json"));
  EXPECT_THAT(problem_with("run.json", ""), testing::HasSubstr("run.json"));
  EXPECT_THAT(problem_with("checkpoints/step_000020/state.json", "[1]"),
              testing::HasSubstr("state.json"));
  EXPECT_THAT(problem_with("checkpoints/step_000020/state.json", "{\"has_best\":3}"),
              testing::HasSubstr("has_best"));
  // Lines that are no rows are passed over.
  EXPECT_EQ(problem_with("metrics.jsonl", "[]\nnull\n{\"step\":1e300}\n\xFF\n{\"loss\":\"x\"}\n"),
            "");
  EXPECT_EQ(problem_with("run.json", "{\"config\":{\"model\":[7]}}"), "");
}

TEST(RunSummary, ANamedPipeDoesNotHangTheSearch) {
  const TempFolder folder;
  const fs::path run = WriteRun(folder / "run", 20, false);
  fs::remove(run / "metrics.jsonl");
  ASSERT_EQ(::mkfifo((run / "metrics.jsonl").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((run / "lock").c_str(), 0600), 0);
  EXPECT_EQ(ReadRunSummary(run).problem, "");
}

TEST(FindRuns, NamesRunsBelowTheFolderAndFollowsNoLinks) {
  const TempFolder folder;
  WriteRun(folder / "b", 20, true);
  WriteRun(folder / "group/a", 20, true);
  fs::create_directory_symlink(folder.path(), folder / "group/loop");
  const auto runs = FindRuns(folder.path());
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].name, "b");
  EXPECT_EQ(runs[1].name, "group/a");
  EXPECT_EQ(FindRuns(folder / "b").size(), 1u);
  ExpectError(ErrorCode::kNotFound, "absent", [&] { FindRuns(folder / "absent"); });
}

}  // namespace
}  // namespace supreme
