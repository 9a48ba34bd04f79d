#include "report/training_curve.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

LineChart Read(const TempFolder& folder, const std::string& text) {
  WriteFileAtomically(folder / "metrics.csv", text);
  return ReadTrainingCurve(folder / "metrics.csv");
}

TEST(TrainingCurve, ReadsLossAndValidation) {
  const TempFolder folder;
  const LineChart chart = Read(folder,
                               "step,epoch,loss,validation_loss,validation_auc\n"
                               "10,0.1,0.7,,\n20,0.2,0.5,0.6,0.8\n30,0.3,,0.5,0.9\n");
  EXPECT_EQ(chart.x_name, "step");
  ASSERT_EQ(chart.panels.size(), 2u);
  ASSERT_EQ(chart.panels[0].series.size(), 2u);
  EXPECT_EQ(chart.panels[0].series[0].points.size(), 2u);
  EXPECT_DOUBLE_EQ(chart.panels[1].series[0].points[1].y, 0.9);
  EXPECT_TRUE(chart.panels[1].mark_highest);
}

TEST(TrainingCurve, LeavesOutPanelsWithoutPoints) {
  const TempFolder folder;
  EXPECT_EQ(Read(folder, "step,loss,validation_auc\n1,0.5,\n").panels.size(), 1u);
  EXPECT_TRUE(Read(folder, "step,loss\n").panels.empty());
  EXPECT_TRUE(ReadTrainingCurve(folder / "none.csv").panels.empty());
}

TEST(TrainingCurve, SkipsDivergedValuesAndRepeatedSteps) {
  const TempFolder folder;
  const LineChart chart = Read(folder, "step,loss\n1,0.5\n2,nan\n1,0.4\n3,0.3\n");
  ASSERT_EQ(chart.panels.size(), 1u);
  EXPECT_EQ(chart.panels[0].series[0].points.size(), 2u);
}

TEST(TrainingCurve, NamesTheLineThatIsWrong) {
  const TempFolder folder;
  ExpectError(ErrorCode::kCorruptData, "metrics.csv:3",
              [&] { Read(folder, "step,loss\n1,0.5\n2,low\n"); });
}

}  // namespace
}  // namespace supreme
