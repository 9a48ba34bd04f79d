#include "data/record_file.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_challenge.h"

namespace supreme {
namespace {

TEST(ReadRecordFile, ReadsWfdbByHeaderAndBySignalFile) {
  TempFolder folder;
  WriteChallengeRecord(folder.path(), {.name = "A0001"});
  EXPECT_EQ(ReadRecordFile(folder / "A0001.hea").sample_count, 5000u);
  EXPECT_EQ(ReadRecordFile(folder / "A0001.mat").sample_count, 5000u);
}

TEST(ReadExamIds, GivesTheExamOfEachTracingInOrder) {
  const std::string folder = SUPREME_SOURCE_DIR "/testdata/formats/";
  const std::vector<int64_t> expected = {1001, 77, 4200000000};
  EXPECT_EQ(ReadExamIds(folder + "code15_small.h5"), expected);
  ExpectError(ErrorCode::kCorruptData, "is no exam's number",
              [&] { ReadExamIds(folder + "sph_small.h5"); });
}

TEST(ReadRecordFile, DropsKnownQuirksOnly) {
  TempFolder folder;
  WriteChallengeRecord(folder.path(), {.name = "A0001"});
  EXPECT_FALSE(ReadRecordFile(folder / "A0001.hea").warnings.empty());
  constexpr std::array<std::string_view, 1> kQuirks = {"time and date"};
  RecordFileOptions options;
  options.known_quirks = kQuirks;
  EXPECT_TRUE(ReadRecordFile(folder / "A0001.hea", options).warnings.empty());
}

TEST(ReadRecordFile, ReplacesAGainOnlyWhenToldAndSaysSo) {
  TempFolder folder;
  WriteChallengeRecord(folder.path(), {.name = "A0001", .gain = "200/mV"});
  const float as_written = ReadRecordFile(folder / "A0001.hea").Lead(1)[7];
  RecordFileOptions options;
  options.gain_per_mv = 1000;
  const Record replaced = ReadRecordFile(folder / "A0001.hea", options);
  EXPECT_FLOAT_EQ(replaced.Lead(1)[7], as_written / 5.0f);
  EXPECT_NE(replaced.warnings.back().find("12 signals replaced by 1000/mV"), std::string::npos)
      << replaced.warnings.back();
  options.gain_per_mv = 200;
  EXPECT_EQ(ReadRecordFile(folder / "A0001.hea", options).warnings.size(), 1u);
}

}  // namespace
}  // namespace supreme
