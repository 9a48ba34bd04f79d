#include "report/auc_figure.h"

#include <gtest/gtest.h>

#include "tests/report/test_report.h"

namespace supreme {
namespace {

TEST(AucFigure, SortsSeenFirstBestFirstUndefinedLast) {
  ReportTask task = FullReport("x").results.front();
  task.classes.push_back({"A", "better", false, {0.99, 0.9, 1.0}, 3, 4});
  const AucChart chart = MakeAucChart(task);
  std::vector<std::string> labels;
  for (const auto& bar : chart.bars) labels.push_back(bar.label);
  EXPECT_EQ(labels, (std::vector<std::string>{"x", "better", "right bundle branch block", "nothing",
                                              "mean, all classes", "mean, unseen classes"}));
  EXPECT_EQ(chart.bars[0].group, AucGroup::kSeen);
  EXPECT_EQ(chart.bars[1].group, AucGroup::kUnseen);
  EXPECT_TRUE(chart.bars[4].mean);
  EXPECT_EQ(chart.bars[4].group, AucGroup::kBoth);
}

TEST(AucFigure, ShowsOneKindOfBarsWhenNobodyKnowsWhatWasSeen) {
  ReportTask task = FullReport("x").results.front();
  task.kind = "scores";
  const AucChart chart = MakeAucChart(task);
  EXPECT_EQ(chart.title, "x: AUC on 1,234 records");
  EXPECT_EQ(chart.seen_name, "");
  EXPECT_EQ(chart.bars[0].group, AucGroup::kSeen);
  EXPECT_EQ(chart.bars[1].group, AucGroup::kSeen);
  EXPECT_EQ(DescribeAucChart(chart).find("pre-training"), std::string::npos);
}

TEST(AucFigure, SaysWhenClassesAreLeftOut) {
  ReportTask task = FullReport("x").results.front();
  task.classes.assign(100, task.classes.front());
  const AucChart chart = MakeAucChart(task, 60);
  EXPECT_EQ(chart.bars.size(), 62u);
  EXPECT_NE(chart.title.find("60 of 100 classes"), std::string::npos);
}

}  // namespace
}  // namespace supreme
