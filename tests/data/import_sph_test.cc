#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "core/atomic_file.h"
#include "data/import_hdf5.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kSph = fs::path(SUPREME_SOURCE_DIR) / "../shared/data/cinc/smoke/SPH";

std::map<std::string, ImportItem> ById(const std::vector<ImportItem>& items) {
  std::map<std::string, ImportItem> by_id;
  for (const ImportItem& item : items) by_id[item.row.record_id] = item;
  return by_id;
}

TEST(SphItems, JoinTheTableWithTheFilesAndMapTheCodes) {
  TempFolder folder;
  MakeFolder(folder / "records");
  for (const char* name : {"A00001.h5", "A00003.h5"}) {
    WriteFileAtomically(folder / "records" / name, "x");
  }
  WriteFileAtomically(folder / "metadata.csv",
                      "ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date\n"
                      "A00001,22;145+362,S00001,55,M,5000,2020-03-04\n"
                      "A00002,1,S00001,32,F,6000,2019-09-03\nA00004,no,S4,3,M,1,\n");
  const auto items = ById(SphItems(folder.path()));
  ASSERT_EQ(items.size(), 4u);
  const ImportItem& first = items.at("A00001");
  EXPECT_FALSE(first.problem);
  EXPECT_EQ(first.row.source, "records/A00001.h5");
  EXPECT_EQ(first.row.patient_id, "S00001");
  EXPECT_EQ(first.row.age_years, 55.0);
  EXPECT_EQ(first.row.sex, Sex::kMale);
  ASSERT_EQ(first.codes.size(), 2u);
  EXPECT_EQ(first.codes[0].code, "426177001");
  EXPECT_EQ(first.codes[1].code, "AHA:145+362");
  EXPECT_EQ(items.at("A00002").problem->code(), ErrorCode::kNotFound);
  EXPECT_NE(std::string(items.at("A00003").problem->what()).find("no row"), std::string::npos);
  EXPECT_EQ(items.at("A00004").problem->code(), ErrorCode::kCorruptData);
}

TEST(SphItems, NeedTheTable) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "metadata.csv", [&] { SphItems(folder.path()); });
}

TEST(SphItems, OfARealFolderNameTheRecordWithoutARow) {
  if (!fs::exists(kSph)) GTEST_SKIP() << kSph << " is absent";
  const auto items = ById(SphItems(kSph));
  EXPECT_EQ(items.size(), 10u);
  size_t problems = 0;
  for (const auto& [id, item] : items) problems += item.problem.has_value();
  EXPECT_EQ(problems, 1u);
  EXPECT_TRUE(items.at("SPH00005").problem);
  EXPECT_EQ(items.at("SPH00001").codes.size(), 2u);
}

}  // namespace
}  // namespace supreme
