#include "report/collect.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "predict/mock_predictor.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/predict/random_bundle.h"
#include "vocab/label_matrix.h"

namespace supreme {
namespace {

CollectOptions Options(const TempFolder& folder) {
  CollectOptions options;
  options.run = folder / "run";
  options.make_predictor = [](const Bundle&) -> std::unique_ptr<Predictor> {
    throw Error(ErrorCode::kInternal, "no predictor is needed here");
  };
  return options;
}

TEST(Collect, TakesARunThatHasJustBegun) {
  const TempFolder folder;
  MakeFolder(folder / "run");
  WriteFileAtomically(folder / "run" / "run.json", R"({"seed": 3})");
  const ReportData data = CollectReport(Options(folder));
  EXPECT_EQ(data.run_name, "run");
  ASSERT_EQ(data.facts.size(), 1u);
  EXPECT_EQ(data.facts[0].name, "Seed");
  EXPECT_TRUE(data.results.empty());
  EXPECT_FALSE(data.vocabulary.has_value());
  ASSERT_EQ(data.notes.size(), 1u);
  EXPECT_NE(data.notes[0].find("no bundle"), std::string::npos);
}

TEST(Collect, NamesTheRunWithATrailingSlashToo) {
  const TempFolder folder;
  MakeFolder(folder / "run");
  WriteFileAtomically(folder / "run" / "metrics.csv", "step,loss\n1,0.5\n");
  CollectOptions options = Options(folder);
  options.run = (folder / "run").string() + "/";
  const ReportData data = CollectReport(options);
  EXPECT_EQ(data.run_name, "run");
  EXPECT_EQ(data.training.panels.size(), 1u);
  EXPECT_NE(data.notes[0].find("run.json"), std::string::npos);
}

TEST(Collect, RefusesAFolderWithoutARun) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "no such run folder", [&] { CollectReport(Options(folder)); });
  MakeFolder(folder / "run");
  ExpectError(ErrorCode::kNotFound, "holds no run", [&] { CollectReport(Options(folder)); });
}

TEST(Collect, ShowsHeldBackRecordsWithLabelsAndScores) {
  const TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "run" / "bundle", ModelPreset("nano"), 4);
  const std::string pack_id =
      WriteTestPack(folder / "pack", {TestRecord(0, 1, "p0"), TestRecord(1, 9, "p1"),
                                      TestRecord(2, 10, "p2"), TestRecord(3, 10, "p3")});
  MakeFolder(folder / "vocab");
  const std::vector<uint8_t> cells = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 1};
  WriteLabels(LabelMatrix::FromCells(4, cells, pack_id), folder / "vocab");
  const Json run = {{"pack", {{"path", (folder / "pack").string()}}},
                    {"vocabulary", {{"path", (folder / "vocab").string()}}},
                    {"config", {{"train", {{"train_folds", "1-8"}, {"validation_folds", "9"}}}}}};
  WriteJsonFile(folder / "run" / "run.json", run);
  CollectOptions options = Options(folder);
  options.make_predictor = [&](const Bundle& read) {
    return std::make_unique<MockPredictor>(read.model.text_width,
                                           [](const EcgWindow&, const std::string& query) {
                                             return query == "query 1" ? 0.9F : 0.1F;
                                           });
  };
  const ReportData data = CollectReport(options);
  EXPECT_EQ(data.vocabulary->query_count, 4u);
  ASSERT_EQ(data.examples.size(), 2u) << "only fold 10 was in no part of the training";
  for (const auto& example : data.examples) {
    EXPECT_TRUE(example.labels_known);
    ASSERT_EQ(example.findings.size(), 4u);
    EXPECT_EQ(example.findings[0].text, "query 1");
    EXPECT_EQ(example.findings[0].threshold, 0.25);
    EXPECT_EQ(example.findings[0].labelled, example.record_id == "r2");
  }
  EXPECT_TRUE(data.notes.empty());
}

TEST(Collect, BrokenPartsAreErrors) {
  const TempFolder folder;
  MakeFolder(folder / "run" / "results");
  WriteFileAtomically(folder / "run" / "run.json", "{");
  ExpectError(ErrorCode::kCorruptData, "run.json", [&] { CollectReport(Options(folder)); });
  WriteFileAtomically(folder / "run" / "run.json", "{}");
  WriteFileAtomically(folder / "run" / "results" / "x.json", "[]");
  ExpectError(ErrorCode::kCorruptData, "x.json", [&] { CollectReport(Options(folder)); });
}

}  // namespace
}  // namespace supreme
