#include "data/compare_records.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

RecordTrace Trace(uint64_t shape, double qrs_height_mv, double gain = 1000.0) {
  return {ShapeHash{shape, 0}, gain, qrs_height_mv};
}

TEST(CompareRecords, ACopyWithAnotherGainIsTheImplausibleOne) {
  const auto found = CompareRecords({Trace(1, 10.0, 200.0), Trace(1, 2.0)}, {"trap", "right"});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].problem.check, "duplicate");
  EXPECT_EQ(found[1].problem.message, "the same samples as trap");
  EXPECT_EQ(found[0].record, 0u);
  EXPECT_EQ(found[0].problem.check, "gain");
  EXPECT_EQ(found[0].problem.severity, Severity::kError);
  EXPECT_DOUBLE_EQ(found[0].problem.value.value_or(0.0), 5.0);
  EXPECT_NE(found[0].problem.message.find("right"), std::string::npos);
  EXPECT_NE(found[0].problem.message.find("200/mV, the other's 1000/mV"), std::string::npos);
}

TEST(CompareRecords, ASmallCopyIsTheImplausibleOneToo) {
  const auto found = CompareRecords({Trace(1, 1.4), Trace(1, 0.28, 4880.0)}, {"right", "small"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].record, 1u);
  EXPECT_NE(found[0].problem.message.find("5.00 times as small"), std::string::npos);
}

TEST(CompareRecords, EqualCopiesNameTheFirst) {
  const auto found = CompareRecords({Trace(7, 1.5), Trace(8, 1.5), Trace(7, 1.5)}, {"a", "b", "c"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].record, 2u);
  EXPECT_EQ(found[0].problem.check, "duplicate");
  EXPECT_EQ(found[0].problem.message, "the same samples as a");
}

TEST(CompareRecords, AGainOfItsOwnCountsOnlyWithAnAmplitudeOfItsOwn) {
  std::vector<RecordTrace> traces;
  std::vector<std::string> ids;
  for (uint64_t i = 0; i < 8; ++i) {
    traces.push_back(Trace(i, 1.5));
    ids.push_back("r" + std::to_string(i));
  }
  traces.push_back(Trace(100, 1.5, 200.0));  // another device, the right amplitude
  traces.push_back(Trace(101, 5.1, 200.0));
  ids.insert(ids.end(), {"device", "trap"});
  const auto found = CompareRecords(traces, ids);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].record, 9u);
  EXPECT_EQ(found[0].problem.check, "gain_outlier");
}

TEST(CompareRecords, AnAmplitudeFarFromAllOthersIsNamed) {
  std::vector<RecordTrace> traces(10, RecordTrace{std::nullopt, std::nullopt, 0.6});
  traces[4].qrs_height_mv = 4.0;
  const auto found = CompareRecords(traces, std::vector<std::string>(10, "x"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].record, 4u);
  EXPECT_TRUE(CompareRecords({Trace(1, 0.6), Trace(2, 4.0)}, {"a", "b"}).empty())
      << "two records have no median to speak of";
}

TEST(CompareRecords, RecordsWithoutASignalSayNothing) {
  EXPECT_TRUE(CompareRecords({{}, {}}, {"a", "b"}).empty());
  EXPECT_EQ(MedianQrsHeightMv({{}, {}}), 0.0);
}

}  // namespace
}  // namespace supreme
