// The MIMIC-IV-ECG layout (mimic_layout.cc) as a reader sees it.
#include <algorithm>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"
#include "signal/wfdb.h"
#include "tests/synth/dataset/dataset_fixture.h"

namespace supreme {
namespace {

class MimicLayout : public DatasetTest {};

TEST_F(MimicLayout, PathsAreBuiltOfSubjectAndStudy) {
  const DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  Write(options);
  CsvReader list = CsvReader::Open(options.folder / "record_list.csv");
  size_t rows = 0;
  while (list.Next()) {
    ++rows;
    const std::string& subject = list["subject_id"];
    ASSERT_EQ(subject.size(), 8U);
    EXPECT_EQ(list["path"], "files/p" + subject.substr(0, 4) + "/p" + subject + "/s" +
                                list["study_id"] + "/" + list["file_name"]);
    EXPECT_TRUE(std::filesystem::exists(options.folder / (list["path"] + ".hea")));
  }
  EXPECT_EQ(rows, 12U);
}

TEST_F(MimicLayout, AvfStandsBeforeAvl) {
  const DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  Write(options);
  CsvReader list = CsvReader::Open(options.folder / "record_list.csv");
  ASSERT_TRUE(list.Next());
  const Record record = ReadWfdb(options.folder / (list["path"] + ".hea"), {.strict = true});
  EXPECT_EQ(record.lead_names[4], "aVF");
  EXPECT_EQ(record.lead_names[5], "aVL");
  const SimulatedRecord simulated = FirstRecord(options);
  for (size_t i = 0; i < record.sample_count; ++i) {
    ASSERT_NEAR(record.Lead(4)[i], simulated.record.Lead(5)[i], 0.0026);  // half a step of 1/200 mV
  }
}

TEST_F(MimicLayout, HeadersAreAsThoseOfTheCarts) {
  const DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  Write(options);
  CsvReader list = CsvReader::Open(options.folder / "record_list.csv");
  ASSERT_TRUE(list.Next());
  const std::string& when = list["ecg_time"];  // 2021-03-05 14:07:00
  const std::string header = ReadFile(options.folder / (list["path"] + ".hea"));
  const std::string& study = list["study_id"];
  EXPECT_TRUE(header.starts_with(study + " 12 500 5000 " + when.substr(11) + " " +
                                 when.substr(8, 2) + "/" + when.substr(5, 2) + "/" +
                                 when.substr(0, 4) + "\n" + study + ".dat 16 200.0(0)/mV 16 0 "))
      << header;
  EXPECT_NE(header.find("# <subject_id>: " + list["subject_id"] + "\n"), std::string::npos);
}

TEST_F(MimicLayout, TheTablesStandInDifferentOrders) {
  const DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  Write(options);
  std::map<std::string, std::vector<std::string>> studies;
  for (const char* name : {"record_list.csv", "machine_measurements.csv"}) {
    CsvReader table = CsvReader::Open(options.folder / name);
    while (table.Next()) studies[name].push_back(table["study_id"]);
  }
  auto& measured = studies["machine_measurements.csv"];
  EXPECT_NE(measured, studies["record_list.csv"]);
  std::sort(measured.begin(), measured.end());
  EXPECT_EQ(measured, studies["record_list.csv"]);
}

TEST_F(MimicLayout, StatementsStandInReportColumnsAndTimesInOrder) {
  DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  options.simulator.diagnosis = MakeDiagnosis({Finding::kRbbb}, 0.5);
  options.simulator.report.style = ReportStyle::kMuse;
  Write(options);
  CsvReader table = CsvReader::Open(options.folder / "machine_measurements.csv");
  ASSERT_EQ(table.columns().size(), 33U);
  while (table.Next()) {
    EXPECT_NE(table["report_0"], "");
    EXPECT_NE(table["report_1"], "");
    EXPECT_EQ(table["report_17"], "");
    const auto onset = ParseInt(table["qrs_onset"]);
    const auto end = ParseInt(table["qrs_end"]);
    ASSERT_TRUE(onset && end);
    EXPECT_GE(*end - *onset, 110);
    EXPECT_GT(*ParseInt(table["t_end"]), *end);
    EXPECT_LE(*ParseInt(table["p_onset"]), *onset);
  }
}

TEST_F(MimicLayout, WhatCannotBeMeasuredIs29999) {
  DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  options.simulator.diagnosis = MakeDiagnosis({Finding::kAtrialFibrillation}, 0.5);
  Write(options);
  CsvReader table = CsvReader::Open(options.folder / "machine_measurements.csv");
  ASSERT_TRUE(table.Next());
  EXPECT_EQ(table["p_onset"], "29999");
  EXPECT_NE(table["qrs_onset"], "29999");
}

}  // namespace
}  // namespace supreme
