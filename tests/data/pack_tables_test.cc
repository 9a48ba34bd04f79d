#include "data/pack_tables.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(PackTables, NumbersRowsAndLeavesUnknownValuesEmpty) {
  TempFolder folder;
  PackTables tables(folder.path());
  PackRow row = TestRecord(1, 3, "p").row;
  tables.Add(row, {{"SR", 100.0}, {"LVH", std::nan("")}}, "a, \"b\"");
  row.record_id = "r2";
  row.age_years = std::nan("");
  row.sex = Sex::kUnknown;
  tables.Add(row, {}, "");
  EXPECT_EQ(tables.Commit(),
            (std::vector<std::string>{"manifest.csv", "codes.csv", "reports.csv"}));
  EXPECT_EQ(ReadFile(folder / "manifest.csv"),
            "row,record_id,patient_id,fold,age_years,sex,quality,source\n"
            "0,r1,p,3,41,female,,records/r1\n"
            "1,r2,p,3,,,,records/r1\n");
  EXPECT_EQ(ReadFile(folder / "codes.csv"), "record_id,code,likelihood\nr1,SR,100\nr1,LVH,\n");
  EXPECT_EQ(ReadFile(folder / "reports.csv"), "record_id,report\nr1,\"a, \"\"b\"\"\"\nr2,\n");
}

}  // namespace
}  // namespace supreme
