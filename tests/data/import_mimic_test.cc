#include "data/import_mimic.h"

#include <gtest/gtest.h>

#include "core/json.h"
#include "data/pack.h"
#include "data/split.h"
#include "tests/core/temp_folder.h"
#include "tests/data/mimic_tree.h"
#include "tests/data/test_dataset.h"

namespace supreme {
namespace {

class ImportMimicTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<std::vector<std::string>> list;
    std::vector<MimicRow> measured;
    for (int i = 0; i < 40; ++i) {
      const std::string subject = std::to_string(10'000'000 + i / 2);
      const std::string study = std::to_string(40'000'000 + i);
      list.push_back({subject, study, i == 7 ? "files/absent" : "files/r"});
      measured.insert(measured.begin(),
                      {subject, study, {"Sinus rhythm " + study, "Normal ECG"}, {"800", "65535"}});
    }
    WriteTestRecord(folder_ / "mimic/files", "r");
    WriteList(folder_ / "mimic", list);
    WriteMeasured(folder_ / "mimic", measured);
  }
  TempFolder folder_;
};

TEST_F(ImportMimicTest, WritesRecordsReportsMeasurementsAndTheirFacts) {
  const ImportSummary summary = ImportMimic(folder_ / "mimic", folder_ / "pack", {.min_words = 4});
  EXPECT_EQ(summary.imported, 39u);
  EXPECT_EQ(summary.failed, 1u);
  const Pack pack(folder_ / "pack");
  EXPECT_EQ(pack.rows()[3].record_id, "40000003");
  EXPECT_EQ(pack.rows()[3].patient_id, "10000001");
  EXPECT_EQ(pack.ReadReports().at("40000003"), "Sinus rhythm 40000003. Normal ECG.");
  EXPECT_TRUE(pack.ReadCodes().empty());
  CsvReader values = CsvReader::Open(folder_ / "pack/measurements.csv");
  ASSERT_TRUE(values.Next());
  EXPECT_EQ(values["record_id"], "40000000");
  EXPECT_EQ(values["rr_interval"], "800");
  EXPECT_EQ(values["p_onset"], "");
  const Json facts = ReadJsonFile(folder_ / "pack/pack.json").at("import");
  EXPECT_EQ(facts.at("importer"), "mimic-iv-ecg");
  EXPECT_EQ(facts.at("min_words"), 4);
  EXPECT_EQ(facts.at("left_out").at("missing file"), 1);
  EXPECT_EQ(facts.at("unmeasured").at("p_onset"), 40);
  EXPECT_EQ(facts.at("tables").at("record_list.csv").get<std::string>().size(), 64u);
  EXPECT_FALSE(facts.contains("split"));
}

TEST_F(ImportMimicTest, SplitByPatientCanBeTrainedOn) {
  ImportMimic(folder_ / "mimic", folder_ / "pack",
              {.split = SplitUnit::kPatient, .validation_share = 0.3, .seed = 5});
  const Pack pack(folder_ / "pack");
  const Split split = SplitByCsv(pack, folder_ / "pack/split.csv");
  EXPECT_EQ(split.train.size() + split.validation.size(), 39u);
  EXPECT_GT(split.validation.size(), 4u);
  EXPECT_LT(split.validation.size(), 20u);
  for (const size_t row : split.validation) {
    for (const size_t other : split.train) {
      EXPECT_NE(pack.rows()[row].patient_id, pack.rows()[other].patient_id);
    }
  }
  const Json facts = ReadJsonFile(folder_ / "pack/pack.json").at("import").at("split");
  EXPECT_EQ(facts.at("unit"), "patient");
  EXPECT_EQ(facts.at("seed"), 5);
  EXPECT_EQ(facts.at("records").at("validation"), split.validation.size());
}

}  // namespace
}  // namespace supreme
