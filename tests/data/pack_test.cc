#include "data/pack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(Pack, KeepsWholeMicrovoltsToTheLastBit) {
  TempFolder folder;
  std::vector<PackRecord> records;
  for (int i = 0; i < 3; ++i) records.push_back(TestRecord(i, 1, "p" + std::to_string(i)));
  WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  ASSERT_EQ(pack.size(), 3u);
  for (size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(pack.ReadWindow(row).samples_mv, records[row].window.samples_mv);
  }
}

TEST(Pack, KeepsOtherSamplesWithinHalfAStepOfTheLeadsPeak) {
  TempFolder folder;
  PackRecord record = TestRecord(1, 1, "p");
  for (size_t i = 0; i < record.window.samples_mv.size(); ++i) {
    record.window.samples_mv[i] = 0.9f * std::sin(static_cast<float>(i) * 0.0137f);
  }
  record.window.samples_mv[5] = -48.5f;  // beyond what microvolts in int16 hold
  WriteTestPack(folder / "pack", {record});
  const EcgWindow window = Pack(folder / "pack").ReadWindow(0);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    const float peak = i < kWindowSamples ? 48.5f : 0.9f;
    ASSERT_NEAR(window.samples_mv[i], record.window.samples_mv[i], peak / 32767.0f * 0.51f) << i;
  }
}

TEST(Pack, KeepsManifestCodesAndReports) {
  TempFolder folder;
  std::vector<PackRecord> records = {TestRecord(0, 3, "p,1", {"NORM", "SR"}),
                                     TestRecord(1, 10, "")};
  records[1].row.age_years = std::nan("");
  records[1].row.sex = Sex::kUnknown;
  records[1].row.quality = "flat:V4;missing:V6";
  records[1].codes.clear();
  const std::string id = WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  EXPECT_EQ(pack.id(), id);
  EXPECT_EQ(pack.rows()[0].patient_id, "p,1");
  EXPECT_EQ(pack.rows()[0].fold, 3);
  EXPECT_EQ(pack.rows()[0].age_years, 40.0);
  EXPECT_EQ(pack.rows()[0].sex, Sex::kMale);
  EXPECT_TRUE(std::isnan(pack.rows()[1].age_years));
  EXPECT_EQ(pack.rows()[1].sex, Sex::kUnknown);
  EXPECT_EQ(pack.rows()[1].quality, "flat:V4;missing:V6");
  EXPECT_EQ(pack.ReadCodes().at("r0"), (std::vector<std::string>{"NORM", "SR"}));
  EXPECT_EQ(pack.ReadReports().at("r1"), records[1].report);
}

TEST(Pack, MarksMissingAndFlatLeads) {
  TempFolder folder;
  PackRecord record = TestRecord(0, 1, "p");
  auto lead = std::span(record.window.samples_mv).subspan(9 * kWindowSamples, kWindowSamples);
  std::fill(lead.begin(), lead.end(), 0.25f);
  lead = std::span(record.window.samples_mv).subspan(11 * kWindowSamples, kWindowSamples);
  std::fill(lead.begin(), lead.end(), 0.0f);
  record.window.present[11] = 0;
  WriteTestPack(folder / "pack", {record});
  const EcgWindow window = Pack(folder / "pack").ReadWindow(0);
  EXPECT_EQ(window.present[11], 0);
  EXPECT_EQ(window.flat[9], 1);
  EXPECT_EQ(window.flat[11], 0);
  EXPECT_EQ(window.flat[0], 0);
}

TEST(Pack, ReadsRowsOfSeveralShards) {
  TempFolder folder;
  std::vector<PackRecord> records;
  for (int i = 0; i < 514; ++i) records.push_back(TestRecord(i, 1, ""));
  WriteTestPack(folder / "pack", records);
  EXPECT_TRUE(std::filesystem::exists(folder / "pack" / "shard-00001.safetensors"));
  const Pack pack(folder / "pack");
  for (const size_t row : {size_t{0}, size_t{511}, size_t{512}, size_t{513}}) {
    EXPECT_EQ(pack.ReadWindow(row).samples_mv, records[row].window.samples_mv) << row;
  }
}

TEST(Pack, HasTheSameIdForTheSameRecords) {
  TempFolder folder;
  const auto first = WriteTestPack(folder / "a", {TestRecord(0, 1, "p")});
  const auto second = WriteTestPack(folder / "b", {TestRecord(0, 1, "p")});
  const auto other = WriteTestPack(folder / "c", {TestRecord(1, 1, "p")});
  EXPECT_EQ(first, second);
  EXPECT_NE(first, other);
}

TEST(Pack, RefusesAFolderWithoutPackJson) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "not a pack", [&] { Pack pack(folder.path()); });
}

TEST(Pack, RefusesACutShard) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "p")});
  const auto shard = folder / "pack" / "shard-00000.safetensors";
  std::filesystem::resize_file(shard, std::filesystem::file_size(shard) - 8);
  ExpectError(ErrorCode::kCorruptData, "shard-00000.safetensors", [&] { Pack p(folder / "pack"); });
}

TEST(Pack, RefusesAManifestWithMoreRowsThanTheShards) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "p")});
  const auto manifest = folder / "pack" / "manifest.csv";
  const uint64_t before = std::filesystem::file_size(manifest);
  std::ofstream(manifest, std::ios::app) << "1,r9,p,1,50,male,,x\n";
  ExpectError(ErrorCode::kCorruptData, "manifest.csv", [&] { Pack p(folder / "pack"); });
  ReplaceInFile(folder / "pack" / "pack.json", "\"bytes\": " + std::to_string(before),
                "\"bytes\": " + std::to_string(std::filesystem::file_size(manifest)));
  ExpectError(ErrorCode::kCorruptData, "2 rows", [&] { Pack p(folder / "pack"); });
}

TEST(Pack, RefusesAManifestWithARecordTwice) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "p"), TestRecord(1, 1, "q")});
  ReplaceInFile(folder / "pack" / "manifest.csv", "1,r1,", "1,r0,");
  ExpectError(ErrorCode::kCorruptData, "occurs twice", [&] { Pack p(folder / "pack"); });
}

}  // namespace
}  // namespace supreme
