#include "report/run_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>
#include <tuple>

#include "core/atomic_file.h"
#include "core/json.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

fs::path WriteRun(const fs::path& run, double rate) {
  MakeFolder(run);
  WriteJsonFile(run / "run.json", OrderedJson{{"config", {{"train", {{"learning_rate", rate}}}}},
                                              {"seed", 1},
                                              {"started", run.string()}});
  WriteFileAtomically(run / "metrics.csv",
                      "step,epoch,loss,learning_rate,records_per_sec,validation_auc\n"
                      "10,0.5,0.5,0.001,100,\n20,1,0.25,0.0005,110,\n20,1,,,,0.75\n");
  return run;
}

TEST(RunComparison, OneCurveARunInEveryPanel) {
  const TempFolder folder;
  const auto comparison = CompareRuns({WriteRun(folder / "a", 1e-3), WriteRun(folder / "b", 2e-3)});
  ASSERT_EQ(comparison.curves.panels.size(), 4u);
  for (const Panel& panel : comparison.curves.panels) {
    ASSERT_EQ(panel.series.size(), 2u);
    EXPECT_EQ(panel.series[0].name, "a");
    EXPECT_EQ(panel.series[1].name, "b");
  }
  EXPECT_EQ(comparison.curves.panels[0].series[0].points.size(), 2u);
  EXPECT_EQ(comparison.curves.panels[1].series[0].points.size(), 1u);
  EXPECT_DOUBLE_EQ(comparison.curves.panels[2].series[0].points[0].y, 1.0);
}

TEST(RunComparison, SaysOnlyWhatDiffersInTheSettings) {
  const TempFolder folder;
  const auto comparison = CompareRuns({WriteRun(folder / "a", 1e-3), WriteRun(folder / "b", 2e-3)});
  ASSERT_EQ(comparison.differences.size(), 1u);
  EXPECT_THAT(comparison.differences[0],
              testing::ElementsAre("config.train.learning_rate", "0.001", "0.002"));
}

TEST(RunComparison, RunsOfOneNameAreToldApartByTheirParents) {
  const TempFolder folder;
  const auto comparison =
      CompareRuns({WriteRun(folder / "x/run", 1e-3), WriteRun(folder / "y/run", 1e-3)});
  EXPECT_EQ(comparison.runs[0].name, "x/run");
  EXPECT_EQ(comparison.runs[1].name, "y/run");
}

TEST(RunComparison, PageIsWellFormedWhateverTheNames) {
  const TempFolder folder;
  const auto comparison =
      CompareRuns({WriteRun(folder / "<script>", 1e-3), WriteRun(folder / "a&b", 2e-3)});
  const std::string page = BuildComparisonPage(comparison);
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(page.c_str(), pugi::parse_default | pugi::parse_doctype));
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(RunComparison, CurvesStayApartInColourOrDash) {
  std::set<std::tuple<int, int, int, bool>> styles;
  for (size_t i = 0; i < kMaxCurves; ++i) {
    const Series series = CurveStyle(i, "run");
    styles.insert({series.color.red, series.color.green, series.color.blue, series.dashed});
  }
  EXPECT_EQ(styles.size(), kMaxCurves);
}

TEST(RunComparison, RefusesFoldersWithoutARunAndTooMany) {
  const TempFolder folder;
  const fs::path run = WriteRun(folder / "a", 1e-3);
  ExpectError(ErrorCode::kNotFound, "holds no run", [&] { CompareRuns({run, folder.path()}); });
  ExpectError(ErrorCode::kUsage, "2 to 12", [&] { CompareRuns(std::vector<fs::path>(13, run)); });
}

}  // namespace
}  // namespace supreme
