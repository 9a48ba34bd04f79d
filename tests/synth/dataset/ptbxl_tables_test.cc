#include "synth/dataset/ptbxl_tables.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"
#include "tests/synth/report/example_truth.h"

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

std::vector<std::string> RowOf(const Truth& truth) {
  SimulatedRecord simulated;
  simulated.truth = truth;
  simulated.report = "sinus rhythm";
  Visit visit;
  visit.patient_id = 12;
  visit.fold = 4;
  return DatabaseRow(7, visit, simulated, "records500/00000/00007_hr");
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
  for (size_t row = 0; row < 71; ++row) {
    ASSERT_TRUE(ours.Next());
    ASSERT_TRUE(real.Next());
    EXPECT_EQ(ours[0], real[0]);
    for (const auto* column :
         {"diagnostic", "form", "rhythm", "diagnostic_class", "diagnostic_subclass", "AHA code"}) {
      EXPECT_EQ(ours[column], real[column]) << ours[0] << " " << column;
    }
  }
  EXPECT_FALSE(real.Next());
  std::filesystem::remove(path);
}

TEST(PtbxlTables, RowHoldsTruthReportAndPlace) {
  Truth truth = ExampleTruth({kSinusRhythm, kRbbb, kPvc, kLeftAxisDeviation});
  truth.measurements.qrs_axis_degrees = -38.0;
  truth.counts.ventricular_ectopic = 3;
  const auto row = RowOf(truth);
  ASSERT_EQ(row.size(), DatabaseColumns().size());
  EXPECT_EQ(Field(row, "ecg_id"), "7");
  EXPECT_EQ(Field(row, "patient_id"), "12.0");
  EXPECT_EQ(Field(row, "scp_codes"), "{'SR': 0.0, 'PVC': 0.0, 'CRBBB': 100.0, 'LAD': 0.0}");
  EXPECT_EQ(Field(row, "strat_fold"), "4");
  EXPECT_EQ(Field(row, "report"), "sinus rhythm");
  EXPECT_EQ(Field(row, "filename_lr"), "");
  EXPECT_EQ(Field(row, "filename_hr"), "records500/00000/00007_hr");
  EXPECT_EQ(Field(row, "heart_axis"), "LAD");
  EXPECT_EQ(Field(row, "extra_beats"), "3VES");
  EXPECT_EQ(Field(row, "infarction_stadium1"), "");
}

TEST(PtbxlTables, RowNamesStadiumPacemakerAndFaults) {
  Truth truth = ExampleTruth({kPacedAtrial, kInferiorMi});
  truth.diagnosis.infarct_age = InfarctAge::kAcute;
  truth.faults.flat_leads = {6, 7};
  truth.faults.motion = true;
  const auto row = RowOf(truth);
  EXPECT_EQ(Field(row, "infarction_stadium1"), "Stadium I");
  EXPECT_EQ(Field(row, "pacemaker"), "ja, pacemaker");
  EXPECT_EQ(Field(row, "electrodes_problems"), "V1,V2");
  EXPECT_EQ(Field(row, "burst_noise"), "alles");
  EXPECT_EQ(Field(row, "static_noise"), "");
  EXPECT_EQ(Field(row, "scp_codes"), "{'PACEA': 0.0, 'PACE': 0.0, 'IMI': 100.0}");
}

}  // namespace
}  // namespace supreme
