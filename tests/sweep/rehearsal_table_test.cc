#include "sweep/rehearsal_table.h"

#include <gtest/gtest.h>

#include <map>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr char kThreeSteps[] =
    "{\"step\":1,\"records\":256,\"records_per_sec\":10}\n"
    "{\"step\":2,\"records\":512,\"records_per_sec\":100}\n"
    "{\"step\":3,\"records\":768,\"records_per_sec\":300}\n"
    "{\"step\":3,\"records\":768,\"validation_auc\":0.5}\n";

TEST(RehearsedRate, LeavesOutTheFirstStepAndIsThatOfTheOthersTogether) {
  EXPECT_DOUBLE_EQ(RehearsedRate(kThreeSteps, "metrics"), 512.0 / (2.56 + 256.0 / 300.0));
}

TEST(RehearsedRate, IsThatOfTheFirstStepWhenThereIsNoOther) {
  EXPECT_DOUBLE_EQ(RehearsedRate("{\"step\":1,\"records\":8,\"records_per_sec\":4}", "metrics"),
                   4.0);
}

TEST(RehearsedRate, RefusesWhatHasNoSteps) {
  for (const char* text : {"", "{\"step\":1,\"records\":8}\n", "[]\n",
                           "{\"step\":1,\"records\":8,\"records_per_sec\":0}\n",
                           "{\"step\":1,\"records_per_sec\":5}\n", "{\"step\":"}) {
    SCOPED_TRACE(text);
    ExpectError(ErrorCode::kCorruptData, "metrics", [&] { RehearsedRate(text, "metrics"); });
  }
}

// A rehearsal of the small plan: ViT (ours) and ResNet, two evaluations each.
struct Rehearsed {
  Rehearsed() : options{.steps = 3, .folder = folder / "rehearsal"} {
    plan = RehearsalPlan({SmallPlan()}, options);
    tasks = ExpandPlan(plan);
  }

  void Write(const std::string& name, const std::string& content) const {
    MakeFolder((options.folder / name).parent_path());
    WriteFileAtomically(options.folder / name, content);
  }
  void Train(const SweepTraining& training, int skipped = 0) const {
    const Json run = {
        {"config", {{"train", {{"epochs", 50}}}}},
        {"split", {{"train_records", 36000}}},
        {"result",
         {{"parameters", 1234567}, {"peak_memory_mb", 2048.0}, {"skipped_steps", skipped}}}};
    Write(training.folder + "/run.json", DumpJson(run));
    Write(training.folder + "/metrics.jsonl",
          "{\"step\":1,\"records\":256,\"records_per_sec\":1}\n"
          "{\"step\":2,\"records\":512,\"records_per_sec\":100}\n");
    Write(training.bundle() + "/config.json", "{}");
  }
  void Score(size_t training) const {
    for (const SweepScoring& scoring : tasks.scorings) {
      if (scoring.training == training) Write(scoring.result, "{}");
    }
  }
  // Key → text of a variant's row.
  std::map<std::string, std::string> Row(size_t variant,
                                         const std::vector<SweepFailure>& failures = {}) const {
    const DataTable table = RehearsalTable(plan, tasks, options, failures);
    std::map<std::string, std::string> row;
    for (size_t c = 0; c < table.columns.size(); ++c) {
      row[table.columns[c].key] = table.rows[variant][c].text;
    }
    return row;
  }

  TempFolder folder;
  RehearsalOptions options;
  SweepPlan plan;
  SweepTasks tasks;
};

TEST(RehearsalTable, ShowsWhatATrainingIsAndHowLongTheWholeTakes) {
  Rehearsed rehearsed;
  rehearsed.Train(rehearsed.tasks.trainings[0]);
  rehearsed.Score(0);
  const auto row = rehearsed.Row(0);
  EXPECT_EQ(row.at("variant"), "ViT (ours)");
  EXPECT_EQ(row.at("parameters"), "1,234,567");
  EXPECT_EQ(row.at("records_per_sec"), "100.0");
  EXPECT_EQ(row.at("peak_memory_gb"), "2.00");
  EXPECT_EQ(row.at("peak_gpu_memory_gb"), "–");
  EXPECT_EQ(row.at("hours"), "5.0");  // 50 × 36,000 / 100 / 3,600
  EXPECT_EQ(row.at("outcome"), "ok");
}

TEST(RehearsalTable, SaysWhatWentWrongAndWhereToLook) {
  Rehearsed rehearsed;
  EXPECT_EQ(rehearsed.Row(0).at("outcome"), "not yet trained");
  auto row = rehearsed.Row(0, {{"ViT (ours), seed 1", "supreme: it broke", "output.txt"}});
  EXPECT_EQ(row.at("outcome"), "supreme: it broke");
  EXPECT_EQ(row.at("log"), "output.txt");
  rehearsed.Train(rehearsed.tasks.trainings[0]);
  EXPECT_EQ(rehearsed.Row(0).at("outcome"), "not yet evaluated");
  row = rehearsed.Row(0, {{"ViT (ours), seed 1: rhythm", "no such class", "rhythm.txt"}});
  EXPECT_EQ(row.at("outcome"), "not yet evaluated") << "the first evaluation has not run either";
  rehearsed.Score(0);
  row = rehearsed.Row(0, {{"ResNet, seed 1", "supreme: it broke", "output.txt"}});
  EXPECT_EQ(row.at("outcome"), "ok") << "another variant's failure";
}

TEST(RehearsalTable, CountsStepsThatWereSkippedAsFailure) {
  Rehearsed rehearsed;
  rehearsed.Train(rehearsed.tasks.trainings[0], 2);
  rehearsed.Score(0);
  EXPECT_EQ(rehearsed.Row(0).at("outcome"), "2 steps skipped: loss or gradient was not finite");
  EXPECT_EQ(rehearsed.Row(0).at("log"), "runs/vit-ours/seed-1/output.txt");
}

TEST(RehearsalTable, CountsTheVariantsThatDidNotRun) {
  Rehearsed rehearsed;
  rehearsed.Train(rehearsed.tasks.trainings[0]);
  rehearsed.Score(0);
  const DataTable table = RehearsalTable(rehearsed.plan, rehearsed.tasks, rehearsed.options, {});
  EXPECT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(RehearsalFailures(table), 1u);
}

}  // namespace
}  // namespace supreme
