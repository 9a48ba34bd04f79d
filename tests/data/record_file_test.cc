#include "data/record_file.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_challenge.h"

namespace supreme {
namespace {

TEST(RecordFileReader, ReadsWfdbByHeaderAndBySignalFile) {
  TempFolder folder;
  WriteChallengeRecord(folder.path(), {.name = "A0001"});
  EXPECT_EQ(RecordFileReader().Read(folder / "A0001.hea").sample_count, 5000u);
  EXPECT_EQ(RecordFileReader().Read(folder / "A0001.mat").sample_count, 5000u);
}

TEST(ReadExamIds, GivesTheExamOfEachTracingInOrder) {
  const std::string folder = SUPREME_SOURCE_DIR "/testdata/formats/";
  const std::vector<int64_t> expected = {1001, 77, 4200000000};
  EXPECT_EQ(ReadExamIds(folder + "code15_small.h5"), expected);
  ExpectError(ErrorCode::kCorruptData, "is no exam's number",
              [&] { ReadExamIds(folder + "sph_small.h5"); });
}

TEST(RecordFileReader, RecordsReadAheadAreThoseReadOneByOne) {
  const std::string file = SUPREME_SOURCE_DIR "/testdata/formats/code15_small.h5";
  RecordFileReader ahead;
  for (const size_t index : {0u, 1u, 2u, 1u}) {
    const Record alone = RecordFileReader().Read(file, {.index = index});
    const Record record = ahead.Read(file, {.index = index, .ahead = 3 - index});
    EXPECT_EQ(record.record_id, alone.record_id);
    EXPECT_EQ(record.samples_mv, alone.samples_mv);
    EXPECT_EQ(record.warnings, alone.warnings);
  }
  EXPECT_EQ(RecordFileReader().Read(file, {.index = 2, .ahead = 900}).record_id, "4200000000");
  ExpectError(ErrorCode::kNotFound, "0 to 2", [&] { ahead.Read(file, {.index = 3, .ahead = 2}); });
}

TEST(RecordFileReader, ABrokenRecordTakesNoOtherWithIt) {
  const std::string file = SUPREME_SOURCE_DIR "/testdata/formats/code15_damaged.h5";
  RecordFileReader reader;
  EXPECT_EQ(reader.Read(file, {.index = 0, .ahead = 3}).record_id, "5");
  ExpectError(ErrorCode::kCorruptData, "code15_damaged.h5",
              [&] { reader.Read(file, {.index = 1, .ahead = 2}); });
  EXPECT_EQ(reader.Read(file, {.index = 2, .ahead = 1}).record_id, "7");
}

TEST(RecordFileReader, DropsKnownQuirksOnly) {
  TempFolder folder;
  WriteChallengeRecord(folder.path(), {.name = "A0001"});
  EXPECT_FALSE(RecordFileReader().Read(folder / "A0001.hea").warnings.empty());
  constexpr std::array<std::string_view, 1> kQuirks = {"time and date"};
  RecordFileOptions options;
  options.known_quirks = kQuirks;
  EXPECT_TRUE(RecordFileReader().Read(folder / "A0001.hea", options).warnings.empty());
}

TEST(RecordFileReader, ReplacesAGainOnlyWhenToldAndSaysSo) {
  TempFolder folder;
  WriteChallengeRecord(folder.path(), {.name = "A0001", .gain = "200/mV"});
  const float as_written = RecordFileReader().Read(folder / "A0001.hea").Lead(1)[7];
  RecordFileOptions options;
  options.gain_per_mv = 1000;
  const Record replaced = RecordFileReader().Read(folder / "A0001.hea", options);
  EXPECT_FLOAT_EQ(replaced.Lead(1)[7], as_written / 5.0f);
  EXPECT_NE(replaced.warnings.back().find("12 signals replaced by 1000/mV"), std::string::npos)
      << replaced.warnings.back();
  options.gain_per_mv = 200;
  EXPECT_EQ(RecordFileReader().Read(folder / "A0001.hea", options).warnings.size(), 1u);
}

}  // namespace
}  // namespace supreme
