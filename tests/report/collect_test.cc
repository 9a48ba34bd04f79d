#include "report/collect.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

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
