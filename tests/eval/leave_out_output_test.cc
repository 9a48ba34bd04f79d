#include "eval/leave_out_output.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

LeftOutResult Result(const char* code, uint64_t positives, double described) {
  LeftOutResult result;
  result.code = code;
  result.positive_count = positives;
  result.name = {"atrial flutter", {0.4, std::nullopt}};
  result.descriptions = {{"saw teeth", {described, std::nullopt}}};
  result.described = {described, Interval{0.2, 0.9, 10}};
  result.most_alike = {{"echo", 0.5, 0.99, 0.8}};
  return result;
}

LeaveOutReport Report() {
  LeaveOutReport report;
  report.min_positives = 5;
  report.classes = {Result("AFLT", 5, 1.0), Result("LAFB", 9, 0.5), Result("PACE", 1, 0.0)};
  return report;
}

TEST(LeaveOutOutput, AveragesOverClassesWithEnoughRecords) {
  const OrderedJson json = LeaveOutJson(Report());
  EXPECT_EQ(json["means"]["described"]["n_classes"], 2);
  EXPECT_EQ(json["means"]["described"]["auc"], 0.75);
  EXPECT_EQ(json["means"]["described"]["lowest"], 0.5);
  EXPECT_EQ(json["means"]["sign_product"]["auc"], nullptr);
  ASSERT_EQ(json["classes"].size(), 3U);
  EXPECT_EQ(json["classes"][0]["described"]["low"], 0.2);
  EXPECT_EQ(json["classes"][0]["descriptions"][0]["text"], "saw teeth");
  EXPECT_EQ(json["classes"][0]["most_alike"][0]["correlation"], 0.99);
}

TEST(LeaveOutOutput, ShowsFiguresAndEchoes) {
  const std::string table = LeaveOutTable(Report());
  EXPECT_NE(table.find("0.750"), std::string::npos) << table;
  EXPECT_NE(table.find("1.000 [0.200, 0.900]"), std::string::npos) << table;
  EXPECT_NE(table.find("echo (similarity 0.50, rank correlation 0.99)"), std::string::npos)
      << table;
}

}  // namespace
}  // namespace supreme
