#include "data/verify_output.h"

#include <gtest/gtest.h>

#include "tests/core/temp_folder.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

VerifyReport OneOfEach() {
  VerifyReport report;
  report.kind = "folder";
  report.path = "data";
  report.records = 3;
  report.counts = {{FindKnownDataset("ptbxl"), 3, false}};
  report.problems = {{"a.dat", 3, {"hash", Severity::kError, "", {}, {}, "SHA-256 differs"}},
                     {"r1", 0, {"flat", Severity::kError, "V1", 0.0, 0.02, "constant, \"really\""}},
                     {"r2", 1, {"mains", Severity::kWarning, "II", 0.1234567891, 0.025, "50 Hz"}}};
  return report;
}

TEST(VerifyOutput, ProblemsAreRows) {
  TempFolder folder;
  WriteProblems(folder / "problems.csv", OneOfEach());
  CsvReader csv = CsvReader::Open(folder / "problems.csv");
  EXPECT_EQ(csv.columns(), (std::vector<std::string>{"record_id", "check", "lead", "value", "limit",
                                                     "message", "severity"}));
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["record_id"], "a.dat");
  EXPECT_EQ(csv["value"], "");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["message"], "constant, \"really\"");
  EXPECT_EQ(csv["severity"], "error");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["value"], "0.123457");
  EXPECT_FALSE(csv.Next());
}

TEST(VerifyOutput, JsonHasCountsChecksAndProblems) {
  const OrderedJson json = ToJson(OneOfEach());
  EXPECT_EQ(json["records"], 3);
  EXPECT_EQ(json["counts"][0]["dataset"], "ptbxl");
  EXPECT_EQ(json["counts"][0]["complete"], false);
  EXPECT_EQ(json["checks"]["flat"], 1);
  ASSERT_EQ(json["problems"].size(), 3u);
  EXPECT_EQ(json["problems"][1]["lead"], "V1");
  // A missing number is null, so that programs need no special word.
  EXPECT_NE(DumpJson(json).find("\"value\":null"), std::string::npos);
}

TEST(VerifyOutput, EveryLeadOfEveryRecordIsARow) {
  TempFolder folder;
  LeadTable table(folder / "leads.csv");
  table.Add({"r1", CheckContent(MakeEcg())});
  table.Add({"unreadable", {}});
  table.Commit();
  CsvReader csv = CsvReader::Open(folder / "leads.csv");
  size_t rows = 0;
  while (csv.Next()) {
    EXPECT_EQ(csv["record_id"], "r1");
    EXPECT_EQ(csv["lead"], kLeadNames[rows++]);
    EXPECT_EQ(csv["verdict"], "ok");
    EXPECT_EQ(csv["identity_residual_mv"].empty(), rows == 1 || rows == 3 || rows > 6) << rows;
  }
  EXPECT_EQ(rows, 12u);
}

}  // namespace
}  // namespace supreme
