#include "train/metrics.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/json.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

MetricsRow Row(int64_t step, double loss) {
  MetricsRow row;
  row.step = step;
  row.loss = loss;
  return row;
}

TEST(MetricsLog, ResumedRunDropsLaterRowsAndWhatACrashLeft) {
  const TestFolder test("metrics");
  {
    MetricsLog log(test.path(), 0);
    log.OnMetrics(Row(10, 0.5));
    log.OnMetrics(Row(20, 0.25));
  }
  const auto json_path = test.path() / "metrics.jsonl";
  WriteFileAtomically(json_path, ReadFile(json_path) + std::string(40, '\0') + "\n{\"step\": 3");
  {
    MetricsLog log(test.path(), 10);
    log.OnMetrics(Row(20, 0.125));
  }
  const std::string json = ReadFile(json_path);
  EXPECT_NE(json.find("0.5"), std::string::npos);
  EXPECT_EQ(json.find("0.25"), std::string::npos);
  CsvReader csv = CsvReader::Open(test.path() / "metrics.csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["step"], "10");
  EXPECT_EQ(csv["validation_auc"], "");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["loss"], "0.125");
  EXPECT_FALSE(csv.Next());
}

}  // namespace
}  // namespace supreme
