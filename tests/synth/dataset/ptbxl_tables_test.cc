#include "synth/ptbxl_tables.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"

namespace supreme {
namespace {

using enum Finding;

const std::filesystem::path kRealTables =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data/ptbxl_500";

std::string Field(const std::vector<std::string>& row, std::string_view name) {
  for (size_t i = 0; i < row.size(); ++i) {
    if (DatabaseColumns()[i] == name) return row[i];
  }
  return "no such column";
}

TEST(PtbxlTables, ColumnsAreThoseOfPtbxl) {
  if (!std::filesystem::exists(kRealTables)) GTEST_SKIP() << "missing " << kRealTables;
  EXPECT_EQ(CsvReader::Open(kRealTables / "ptbxl_database.csv").columns(), DatabaseColumns());
}

TEST(PtbxlTables, StatementColumnsAndKindsAreThoseOfPtbxl) {
  if (!std::filesystem::exists(kRealTables)) GTEST_SKIP() << "missing " << kRealTables;
  const auto path = std::filesystem::path(::testing::TempDir()) / "scp_statements_test.csv";
  WriteScpStatements(path);
  CsvReader ours = CsvReader::Open(path);
  CsvReader real = CsvReader::Open(kRealTables / "scp_statements.csv");
  EXPECT_EQ(ours.columns(), real.columns());
  size_t found = 0;
  while (ours.Next()) {
    CsvReader search = CsvReader::Open(kRealTables / "scp_statements.csv");
    while (search.Next()) {
      if (search[0] != ours[0]) continue;
      ++found;
      for (const auto* column : {"diagnostic", "form", "rhythm", "diagnostic_class",
                                 "diagnostic_subclass", "AHA code"}) {
        EXPECT_EQ(ours[column], search[column]) << ours[0] << " " << column;
      }
    }
  }
  EXPECT_EQ(found, kFindingCount - 3);  // all but ISTE, ASTE and LAD
  std::filesystem::remove(path);
}

TEST(PtbxlTables, RowHoldsTruthReportAndPlace) {
  SimulatorOptions options;
  options.findings = FindingSet{kSinusRhythm, kRbbb, kLeftAxisDeviation, kPvc};
  const SimulatedRecord simulated = Simulate(Rng(1), options);
  Visit visit;
  visit.patient_id = 12;
  visit.fold = 4;
  const auto row = DatabaseRow(7, visit, simulated, "records500/00000/00007_hr");
  ASSERT_EQ(row.size(), DatabaseColumns().size());
  EXPECT_EQ(Field(row, "ecg_id"), "7");
  EXPECT_EQ(Field(row, "patient_id"), "12.0");
  EXPECT_EQ(Field(row, "scp_codes"), "{'SR': 0.0, 'PVC': 0.0, 'CRBBB': 100.0, 'LAD': 0.0}");
  EXPECT_EQ(Field(row, "strat_fold"), "4");
  EXPECT_EQ(Field(row, "report"), simulated.report);
  EXPECT_EQ(Field(row, "filename_lr"), "");
  EXPECT_EQ(Field(row, "filename_hr"), "records500/00000/00007_hr");
  EXPECT_EQ(Field(row, "heart_axis"), "LAD");
  EXPECT_NE(Field(row, "extra_beats"), "");
}

}  // namespace
}  // namespace supreme
