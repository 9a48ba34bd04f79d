#include "data/importer.h"

#include <gtest/gtest.h>

#include <map>

#include "data/pack.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_dataset.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";
constexpr const char* kHeader =
    "ecg_id,patient_id,age,sex,report,scp_codes,strat_fold,filename_lr,filename_hr\n";

std::string Row(int id, const std::string& changes = "") {
  const std::string number = std::to_string(id);
  return number + "," +
         (changes.empty() ? "7.0,61,1,\"sinus, normal\",\"{'SR': 0.0}\",3" : changes) +
         ",records100/" + number + "_lr,records500/" + number + "_hr\n";
}

TEST(ImportPtbxl, ReadsTableAndRecords) {
  TempFolder folder;
  WriteTestRecord(folder / "records500", "1_hr");
  WriteTestRecord(folder / "records500", "2_hr");
  WriteFileAtomically(folder / "ptbxl_database.csv",
                      kHeader + Row(1) + Row(2, "15709.0,300.0,0, ,\"{'NORM': 100.0}\",10"));
  const ImportSummary summary = ImportPtbxl(folder.path(), folder / "pack");
  EXPECT_EQ(summary.imported, 2u);
  EXPECT_EQ(summary.failed, 0u);
  const Pack pack(folder / "pack");
  EXPECT_EQ(pack.id(), summary.pack_id);
  EXPECT_EQ(pack.rows()[0].record_id, "1");
  EXPECT_EQ(pack.rows()[0].sex, Sex::kFemale);
  EXPECT_EQ(pack.rows()[0].source, "records500/1_hr");
  EXPECT_EQ(pack.rows()[1].patient_id, "15709");
  EXPECT_EQ(pack.rows()[1].age_years, 300.0);
  EXPECT_EQ(pack.rows()[1].sex, Sex::kMale);
  EXPECT_EQ(pack.rows()[1].fold, 10);
  EXPECT_EQ(pack.ReadCodes().at("2"), (std::vector<std::string>{"NORM"}));
  EXPECT_EQ(pack.ReadReports().at("1"), "sinus, normal");
  EXPECT_EQ(pack.ReadReports().at("2"), "");
}

TEST(ImportPtbxl, GoesOnAfterBadRecordsAndReportsThem) {
  TempFolder folder;
  for (const char* name : {"1_hr", "2_hr", "4_hr", "5_hr", "6_hr"}) {
    WriteTestRecord(folder / "records500", name);
  }
  fs::resize_file(folder / "records500/2_hr.dat", 119000);
  WriteFileAtomically(folder / "ptbxl_database.csv",
                      kHeader + Row(1) + Row(2) + Row(3) + Row(4, "7,old,1,,\"{}\",3") +
                          Row(5, "7,60,1,,broken,3") + Row(6) + Row(6));
  const ImportSummary summary = ImportPtbxl(folder.path(), folder / "pack");
  EXPECT_EQ(summary.imported, 2u);
  EXPECT_EQ(summary.failed, 5u);
  EXPECT_EQ(Pack(folder / "pack").size(), 2u);
  std::map<std::string, std::vector<std::string>> failures;
  for (const auto& row : ImportReportRows(folder / "pack")) {
    if (row[2] != "warning") failures[row[0]] = row;
  }
  EXPECT_EQ(failures.size(), 5u);
  EXPECT_EQ(failures["2"][1], "records500/2_hr");
  EXPECT_EQ(failures["2"][2], "unreadable record");
  EXPECT_NE(failures["2"][3].find("119000"), std::string::npos) << failures["2"][3];
  EXPECT_EQ(failures["3"][2], "missing file");
  EXPECT_NE(failures["4"][3].find("age"), std::string::npos);
  EXPECT_NE(failures["5"][3].find("scp_codes"), std::string::npos);
  EXPECT_NE(failures["6"][3].find("twice"), std::string::npos);
}

TEST(ImportPtbxl, NamesAMissingColumnAndItsFile) {
  TempFolder folder;
  WriteFileAtomically(folder / "ptbxl_database.csv", "ecg_id,patient_id\n1,2\n");
  ExpectError(ErrorCode::kCorruptData, "ptbxl_database.csv: column \"age\" is missing",
              [&] { ImportPtbxl(folder.path(), folder / "pack"); });
  EXPECT_FALSE(fs::exists(folder / "pack"));
}

TEST(ImportPtbxl, RefusesARowWithTooFewFields) {
  TempFolder folder;
  WriteFileAtomically(folder / "ptbxl_database.csv", std::string(kHeader) + "1,2,3\n");
  ExpectError(ErrorCode::kCorruptData, "ptbxl_database.csv:2",
              [&] { ImportPtbxl(folder.path(), folder / "pack"); });
}

TEST(ImportPtbxl, MakesNoPackWhenNothingCanBeRead) {
  TempFolder folder;
  WriteFileAtomically(folder / "ptbxl_database.csv", kHeader + Row(1));
  ExpectError(ErrorCode::kNotFound, "import_report.csv",
              [&] { ImportPtbxl(folder.path(), folder / "pack"); });
  EXPECT_FALSE(fs::exists(folder / "pack/pack.json"));
  EXPECT_EQ(ImportReportRows(folder / "pack").size(), 1u);
}

TEST(ImportPtbxl, ReadsNothingOutsideItsFolder) {
  TempFolder folder;
  WriteTestRecord(folder.path(), "outside");
  WriteTestRecord(folder / "data", "in");
  WriteFileAtomically(folder / "data/ptbxl_database.csv",
                      std::string(kHeader) + "1,7,61,1,,{},3,x,../outside\n2,7,61,1,,{},3,x,in\n");
  const ImportSummary summary = ImportPtbxl(folder / "data", folder / "pack");
  EXPECT_EQ(summary.failed, 1u);
  EXPECT_NE(ImportReportRows(folder / "pack").front()[3].find("inside"), std::string::npos);
}

TEST(ImportPtbxl, KeepsRealRecordsToTheLastBit) {
  const fs::path data = kData / "ptbxl_500";
  if (!fs::exists(data)) GTEST_SKIP() << data << " is absent";
  TempFolder folder;
  const ImportSummary summary = ImportPtbxl(data, folder / "pack");
  EXPECT_EQ(summary.imported, 500u);
  EXPECT_EQ(summary.failed, 0u);
  const Pack pack(folder / "pack");
  for (const size_t row : {size_t{0}, size_t{161}, size_t{420}, size_t{499}}) {
    const EcgWindow window = ToWindow(ReadWfdb(data / pack.rows()[row].source));
    EXPECT_EQ(pack.ReadWindow(row).samples_mv, window.samples_mv) << row;
  }
}

}  // namespace
}  // namespace supreme
