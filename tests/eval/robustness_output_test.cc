#include "eval/robustness_output.h"

#include <gtest/gtest.h>

#include "core/csv.h"

namespace supreme {
namespace {

RobustnessReport SmallReport() {
  RobustnessReport report;
  report.result.classes = {"MI"};
  report.result.counted_classes = 1;
  report.result.clean.kind = "clean";
  report.result.clean.level = "as recorded";
  report.result.clean.mean = {0.9, Interval{0.85, 0.95, 100}};
  report.result.clean.aurocs = {0.9};
  ConditionResult noisy;
  noisy.kind = "white";
  noisy.level = "0 dB";
  noisy.x = 0.0;
  noisy.mean = {0.7, Interval{0.6, 0.8, 100}};
  noisy.difference = -0.2;
  noisy.interval = Interval{-0.3, -0.1, 100};
  noisy.p = 0.01;
  noisy.p_holm = 0.02;
  noisy.score_change = 0.125;
  noisy.aurocs = {0.7};
  ConditionResult swapped = noisy;
  swapped.kind = "leads";
  swapped.level = "arms exchanged";
  swapped.x = std::numeric_limits<double>::quiet_NaN();
  swapped.aurocs = {std::nullopt};
  report.result.conditions = {noisy, swapped};
  return report;
}

TEST(RobustnessOutput, JsonHoldsEveryConditionBesideTheCleanRecords) {
  const OrderedJson json = RobustnessJson(SmallReport());
  EXPECT_EQ(json["kind"], "robustness");
  EXPECT_EQ(json["clean"]["classes"]["MI"], 0.9);
  EXPECT_EQ(json["conditions"][0]["x"], 0.0);
  EXPECT_EQ(json["conditions"][0]["difference"]["high"], -0.1);
  EXPECT_TRUE(json["conditions"][1]["x"].is_null());
  EXPECT_TRUE(json["conditions"][1]["classes"]["MI"].is_null());
}

TEST(RobustnessOutput, CsvBeginsWithTheCleanRecords) {
  CsvReader csv(RobustnessCsv(SmallReport()), "csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["fault"], "clean");
  EXPECT_EQ(csv["difference"], "");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["fault"], "white");
  EXPECT_EQ(csv["score_change"], "0.125");
}

TEST(RobustnessOutput, TheTableHasATitlePerKind) {
  const std::string table = RobustnessTable(SmallReport());
  for (const char* text : {"White noise", "Exchanged leads", "arms exchanged", "-0.200", "0.900"}) {
    EXPECT_NE(table.find(text), std::string::npos) << text;
  }
  EXPECT_EQ(KindTitle("gain"), "Wrong gain");
}

}  // namespace
}  // namespace supreme
