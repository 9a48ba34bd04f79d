#include "formats/lead_signals.h"

#include <cmath>

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

TEST(RecordOf, TakesTheIdFromTheFileName) {
  const Record record = RecordOf("some.folder/record.7.xml");
  EXPECT_EQ(record.record_id, "record.7");
  EXPECT_EQ(record.source_path, "some.folder/record.7.xml");
}

TEST(SetLeads, FillsShorterLeadsUpWithNaN) {
  Record record;
  SetLeads({{"I", {1, 2, 3}}, {"V1", {4}}}, "x", record);
  EXPECT_EQ(record.sample_count, 3u);
  EXPECT_EQ(record.Lead(0)[2], 3);
  EXPECT_EQ(record.Lead(1)[0], 4);
  EXPECT_TRUE(std::isnan(record.Lead(1)[1]) && std::isnan(record.Lead(1)[2]));
  EXPECT_EQ(record.warnings, std::vector<std::string>{"lead V1 has 1 of 3 samples"});
}

TEST(SetLeads, RefusesNoSamplesAndDoubledLeads) {
  Record record;
  ExpectError(ErrorCode::kCorruptData, "no ECG samples", [&] { SetLeads({}, "x", record); });
  ExpectError(ErrorCode::kCorruptData, "no ECG samples", [&] {
    SetLeads({{"I", {}}}, "x", record);
  });
  ExpectError(ErrorCode::kCorruptData, "lead \"AVR\" stands there twice", [&] {
    SetLeads({{"aVR", {1}}, {"AVR", {1}}}, "x", record);
  });
}

TEST(CheckSize, RefusesWhatNoRecordHas) {
  CheckSize(kMaxLeads, kMaxSamples / kMaxLeads, "x");
  CheckSize(0, kMaxSamples, "x");
  ExpectError(ErrorCode::kInvalidInput, "65 leads of 1 samples", [] { CheckSize(65, 1, "x"); });
  ExpectError(ErrorCode::kInvalidInput, "cut the recording",
              [] { CheckSize(12, kMaxSamples / 12 + 1, "x"); });
  ExpectError(ErrorCode::kInvalidInput, "cut the recording",
              [] { CheckSize(2, std::numeric_limits<size_t>::max(), "x"); });
}

TEST(RateOfInterval, FindsTheWholeRateBehindARoundedInterval) {
  EXPECT_EQ(RateOfInterval(0.002), 500);
  EXPECT_EQ(RateOfInterval(0.003333), 300);
  EXPECT_EQ(RateOfInterval(0.0039063), 256);
  EXPECT_DOUBLE_EQ(RateOfInterval(1 / 128.5), 128.5);
}

TEST(AddDerivedLimbLeads, ComputesEinthovensAndGoldbergersLeads) {
  Record record;
  SetLeads({{"I", {0.4F}}, {"II", {1.0F}}, {"aVF", {0.125F}}, {"V1", {9}}}, "x", record);
  AddDerivedLimbLeads(record);
  EXPECT_EQ(record.lead_names,
            (std::vector<std::string>{"I", "II", "aVF", "V1", "III", "aVR", "aVL"}));
  EXPECT_EQ(record.Lead(2)[0], 0.125F);  // what is recorded stays
  EXPECT_NEAR(record.Lead(4)[0], 0.6, 1e-6);
  EXPECT_NEAR(record.Lead(5)[0], -0.7, 1e-6);
  EXPECT_NEAR(record.Lead(6)[0], -0.1, 1e-6);
  EXPECT_EQ(record.warnings, std::vector<std::string>{"III, aVR, aVL computed from I and II"});
}

TEST(AddDerivedLimbLeads, LeavesARecordWithoutBothSourcesAlone) {
  Record record;
  SetLeads({{"II", {1.0F}}, {"V1", {9}}}, "x", record);
  AddDerivedLimbLeads(record);
  EXPECT_EQ(record.lead_names.size(), 2u);
  EXPECT_TRUE(record.warnings.empty());
}

TEST(UsualLeadName, SpellsStandardLeadsAlike) {
  EXPECT_EQ(UsualLeadName("AVR"), "aVR");
  EXPECT_EQ(UsualLeadName("v6"), "V6");
  EXPECT_EQ(UsualLeadName("MLII"), "MLII");
}

}  // namespace
}  // namespace supreme::formats
