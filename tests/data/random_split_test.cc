#include "data/random_split.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

PackRow Row(int record, int patient) {
  PackRow row;
  row.record_id = std::to_string(record);
  if (patient >= 0) row.patient_id = std::to_string(patient);
  return row;
}

size_t Validation(const RandomSplit& split, const std::vector<PackRow>& rows) {
  size_t count = 0;
  for (const PackRow& row : rows) count += split.PartOf(row) == "validation" ? 1 : 0;
  return count;
}

TEST(RandomSplit, KeepsAPatientTogetherAndMeetsTheShare) {
  const RandomSplit split(SplitUnit::kPatient, 0.2, 42);
  std::vector<PackRow> rows;
  for (int i = 0; i < 5000; ++i) {
    rows.push_back(Row(2 * i, i));
    rows.push_back(Row(2 * i + 1, i));
    EXPECT_EQ(split.PartOf(rows[rows.size() - 1]), split.PartOf(rows[rows.size() - 2]));
  }
  EXPECT_NEAR(static_cast<double>(Validation(split, rows)), 2000.0, 170.0);
}

TEST(RandomSplit, ByRecordSplitsPatients) {
  const RandomSplit split(SplitUnit::kRecord, 0.5, 42);
  std::vector<PackRow> rows;
  for (int i = 0; i < 100; ++i) rows.push_back(Row(i, 1));
  const size_t validation = Validation(split, rows);
  EXPECT_GT(validation, 30u);
  EXPECT_LT(validation, 70u);
}

TEST(RandomSplit, RecordsWithoutPatientStandForThemselves) {
  const RandomSplit split(SplitUnit::kPatient, 0.5, 42);
  std::vector<PackRow> rows;
  for (int i = 0; i < 100; ++i) rows.push_back(Row(i, -1));
  const size_t validation = Validation(split, rows);
  EXPECT_GT(validation, 30u);
  EXPECT_LT(validation, 70u);
}

TEST(RandomSplit, DependsOnTheSeedAndTakesSharesFromNoneToAll) {
  std::vector<PackRow> rows;
  for (int i = 0; i < 200; ++i) rows.push_back(Row(i, i));
  EXPECT_EQ(Validation(RandomSplit(SplitUnit::kPatient, 0.0, 1), rows), 0u);
  EXPECT_EQ(Validation(RandomSplit(SplitUnit::kPatient, 1.0, 1), rows), 200u);
  size_t moved = 0;
  const RandomSplit a(SplitUnit::kPatient, 0.5, 1), b(SplitUnit::kPatient, 0.5, 2);
  for (const PackRow& row : rows) moved += a.PartOf(row) != b.PartOf(row) ? 1 : 0;
  EXPECT_GT(moved, 60u);
  ExpectError(ErrorCode::kUsage, "--validation-share",
              [] { RandomSplit(SplitUnit::kPatient, 1.5, 1); });
}

}  // namespace
}  // namespace supreme
