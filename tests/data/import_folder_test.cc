#include "data/importer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "data/pack.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_dataset.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";

TEST(ImportFolder, FindsRecordsByPathAndById) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs/a", "one");
  WriteTestRecord(folder / "ecgs/b", "two");
  WriteFileAtomically(folder / "labels.csv",
                      "record,labels,patient_id,fold,age,sex,report\n"
                      "a/one.hea,AFIB; LBBB;AFIB,p1,2,,F,fine\ntwo,,p2,,77,male,\n");
  const ImportSummary summary =
      ImportFolder(folder / "ecgs", folder / "labels.csv", folder / "pack");
  EXPECT_EQ(summary.imported, 2u);
  const Pack pack(folder / "pack");
  EXPECT_EQ(pack.rows()[0].record_id, "a/one");
  EXPECT_EQ(pack.rows()[0].sex, Sex::kFemale);
  EXPECT_TRUE(std::isnan(pack.rows()[0].age_years));
  EXPECT_EQ(pack.rows()[1].record_id, "b/two");
  EXPECT_EQ(pack.rows()[1].fold, 0);
  const auto codes = pack.ReadCodes();
  EXPECT_EQ(codes.at("a/one"), (std::vector<std::string>{"AFIB", "LBBB"}));
  EXPECT_FALSE(codes.contains("b/two"));
}

TEST(ImportFolder, ReportsUnknownAndAmbiguousRecords) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs/a", "same");
  WriteTestRecord(folder / "ecgs/b", "same");
  WriteFileAtomically(folder / "labels.csv", "record,labels\nsame,X\nnone,X\nb/same,X\n");
  const ImportSummary summary =
      ImportFolder(folder / "ecgs", folder / "labels.csv", folder / "pack");
  EXPECT_EQ(summary.imported, 1u);
  std::map<std::string, std::string> codes;
  for (const auto& row : ImportReportRows(folder / "pack")) {
    if (row[2] != "warning") codes[row[0]] = row[2];
  }
  EXPECT_EQ(codes, (std::map<std::string, std::string>{{"none", "missing file"},
                                                       {"same", "unusable row"}}));
}

TEST(ImportFolder, FlagsDoubtfulGainAndFlatLeadsOfRealRecords) {
  const fs::path cinc = kData / "cinc";
  if (!fs::exists(cinc)) GTEST_SKIP() << cinc << " is absent";
  TempFolder folder;
  WriteFileAtomically(folder / "labels.csv",
                      "record,labels\ngain_trap/HR00002,\nJS45542,\nsmoke/PTB_PTBXL/HR00002,\n");
  const ImportSummary summary = ImportFolder(cinc, folder / "labels.csv", folder / "pack");
  ASSERT_EQ(summary.imported, 3u) << ImportReportRows(folder / "pack").front()[3];
  const Pack pack(folder / "pack");
  EXPECT_EQ(pack.rows()[0].quality, "gain");
  EXPECT_EQ(pack.rows()[1].quality, "flat:V1;flat:V2;flat:V3;flat:V4;flat:V5;flat:V6");
  EXPECT_EQ(pack.rows()[2].quality, "");
}

}  // namespace
}  // namespace supreme
