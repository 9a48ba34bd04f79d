// The layouts of CPSC 2018 and CSN (challenge_layouts.cc) as a reader sees them.
#include "core/csv.h"
#include "signal/wfdb.h"
#include "tests/synth/dataset/dataset_fixture.h"

namespace supreme {
namespace {

class ChallengeLayouts : public DatasetTest {};

TEST_F(ChallengeLayouts, CpscRecordsCarryAgeSexAndCodes) {
  DatasetOptions options = Options("data", DatasetLayout::kCpsc2018);
  options.simulator.diagnosis = MakeDiagnosis({Finding::kAtrialFibrillation, Finding::kRbbb}, 0.5);
  Write(options);
  const Record record = ReadWfdb(options.folder / "g1/A0001.hea", {.strict = true});
  EXPECT_EQ(record.codes, (std::vector<std::string>{"164889003", "59118001"}));
  EXPECT_GE(record.age_years, 18.0);
  EXPECT_NE(record.sex, Sex::kUnknown);
  EXPECT_EQ(record.lead_names[3], "aVR");
  CsvReader reference = CsvReader::Open(options.folder / "REFERENCE.csv");
  ASSERT_TRUE(reference.Next());
  EXPECT_EQ(reference.row(), (std::vector<std::string>{"A0001", "2", "5", ""}));
}

TEST_F(ChallengeLayouts, SamplesAreThoseOfTheSimulation) {
  const DatasetOptions options = Options("data", DatasetLayout::kCpsc2018);
  Write(options);
  const Record record = ReadWfdb(options.folder / "g1/A0001.mat", {.strict = true});
  const SimulatedRecord simulated = FirstRecord(options);
  ASSERT_EQ(record.samples_mv.size(), simulated.record.samples_mv.size());
  for (size_t i = 0; i < record.samples_mv.size(); ++i) {
    ASSERT_FLOAT_EQ(record.samples_mv[i], simulated.record.samples_mv[i]);
  }
}

TEST_F(ChallengeLayouts, CsnHasFoldersOfAHundredRecordsAndItsOwnCodes) {
  DatasetOptions options = Options("data", DatasetLayout::kCsn);
  options.simulator.diagnosis = MakeDiagnosis({Finding::kSinusRhythm, Finding::kPvc}, 0.5);
  options.record_count = 101;
  options.worker_count = 2;
  Write(options);
  const Record record = ReadWfdb(options.folder / "WFDBRecords/01/010/JS00001.hea");
  EXPECT_EQ(record.codes, (std::vector<std::string>{"426783006", "17338001"}));
  EXPECT_TRUE(std::filesystem::exists(options.folder / "WFDBRecords/01/011/JS00101.mat"));
  CsvReader conditions = CsvReader::Open(options.folder / "ConditionNames_SNOMED-CT.csv");
  size_t rows = 0;
  while (conditions.Next()) ++rows;
  EXPECT_EQ(rows, 63U);
}

}  // namespace
}  // namespace supreme
