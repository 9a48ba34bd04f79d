#include "data/pack_stats.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(PackStats, CountsRowsFoldsCodesLeadsAgeAndSex) {
  TempFolder folder;
  std::vector<PackRecord> records = {TestRecord(0, 1, "a", {"SR", "NORM"}),
                                     TestRecord(1, 1, "a", {"SR"}), TestRecord(2, 9, "", {})};
  records[0].row.quality = "flat:V4;missing:V6;gain";
  records[1].row.quality = "missing:V6";
  records[1].row.age_years = std::nan("");
  records[2].row.sex = Sex::kUnknown;
  records[2].report = "";
  WriteTestPack(folder / "pack", records);
  const PackStats stats = CountPack(Pack(folder / "pack"));
  EXPECT_EQ(stats.rows, 3u);
  EXPECT_EQ(stats.patients, 1u);
  EXPECT_EQ(stats.without_patient, 1u);
  EXPECT_EQ(stats.reports, 2u);
  EXPECT_EQ(stats.folds, (std::map<int64_t, size_t>{{1, 2}, {9, 1}}));
  EXPECT_EQ(stats.codes, (std::map<std::string, size_t>{{"NORM", 1}, {"SR", 2}}));
  EXPECT_EQ(stats.missing_leads, (std::map<std::string, size_t>{{"V6", 2}}));
  EXPECT_EQ(stats.flat_leads, (std::map<std::string, size_t>{{"V4", 1}}));
  EXPECT_EQ(stats.male, 1u);
  EXPECT_EQ(stats.female, 1u);
  EXPECT_EQ(stats.sex_unknown, 1u);
  EXPECT_EQ(stats.age_known, 2u);
  EXPECT_EQ(stats.age_median, 41.0);
}

}  // namespace
}  // namespace supreme
