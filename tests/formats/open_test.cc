#include "formats/open.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/atomic_file.h"
#include "signal/wfdb.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

namespace fs = std::filesystem;

Record TwoLeads() {
  Record record;
  record.record_id = "r";
  record.lead_names = {"I", "II"};
  record.sample_rate_hz = 500;
  record.sample_count = 4;
  record.samples_mv = {0.5f, 1, 2, 3, 4, 5, 6, 7};
  return record;
}

TEST(OpenRecord, TakesHeaderSignalFileAndStemOfWfdb) {
  TempFolder folder;
  WriteWfdb(TwoLeads(), folder.path());
  for (const char* name : {"r.hea", "r.dat", "r"}) {
    EXPECT_EQ(OpenRecord(folder / name).samples_mv, TwoLeads().samples_mv) << name;
    EXPECT_EQ(DetectFormat(folder / name), Format::kWfdb);
  }
}

TEST(OpenRecord, ReadsAChallengeMatBesideItsHeaderAsWfdb) {
  TempFolder folder;
  WriteWfdbMat(TwoLeads(), folder.path());
  EXPECT_EQ(OpenRecord(folder / "r.mat").sample_rate_hz, 500);
  fs::remove(folder / "r.hea");
  EXPECT_EQ(DetectFormat(folder / "r.mat"), Format::kMatlab);
  ExpectError(ErrorCode::kInvalidInput, "--rate", [&] { OpenRecord(folder / "r.mat"); });
  OpenOptions told;
  told.read = {.sample_rate_hz = 500, .unit = "uV", .lead_names = {"I", "II"}};
  EXPECT_FLOAT_EQ(OpenRecord(folder / "r.mat", told).samples_mv[0], 0.5f);
}

TEST(OpenRecord, ReadsOtherFormatsInAnotherProcess) {
  ExpectGolden(OpenRecord(FormatFile("explicit.dcm")), GoldenOf("small", "explicit.dcm"));
  ExpectGolden(OpenRecord(FormatFile("cpsc_v7.mat")), GoldenOf("small", "cpsc_v7.mat"));
  ExpectGolden(OpenRecord(FormatFile("sph_small.h5")), GoldenOf("small", "sph_small.h5"));
}

TEST(OpenRecord, NamesARecordOfAFileWithSeveral) {
  const std::string file = FormatFile("code15_small.h5").string();
  EXPECT_EQ(OpenRecord(file + "#1").record_id, "77");
  const Record first = OpenRecord(file);
  EXPECT_EQ(first.record_id, "1001");
  ASSERT_EQ(first.warnings.size(), 2u);
  EXPECT_NE(first.warnings[1].find("of 3"), std::string::npos);
  ExpectError(ErrorCode::kNotFound, "0 to 2", [&] { OpenRecord(file + "#3"); });
  EXPECT_TRUE(RecordExists(file + "#1"));
  EXPECT_FALSE(RecordExists(FormatFile("absent.h5#1")));
}

TEST(OpenRange, GivesTheRestOfAFile) {
  const RecordAnswer answer = OpenRange(FormatFile("code15_small.h5"), 1, 10);
  EXPECT_EQ(answer.total, 3u);
  ASSERT_EQ(answer.records.size(), 2u);
  EXPECT_EQ(answer.records[1].record_id, "4200000000");
}

TEST(ReadRecordIds, NamesAllRecordsOfAFile) {
  EXPECT_EQ(ReadRecordIds(FormatFile("code15_small.h5")),
            (std::vector<std::string>{"1001", "77", "4200000000"}));
  EXPECT_EQ(ReadRecordIds(FormatFile("sph_small.h5")), std::vector<std::string>{"sph_small"});
  EXPECT_EQ(ReadRecordIds(FormatFile("cpsc_v7.mat")), std::vector<std::string>{"cpsc_v7"});
  ExpectError(ErrorCode::kNotFound, "none.h5", [] { ReadRecordIds(FormatFile("none.h5")); });
  TempFolder folder;
  OpenOptions options;
  options.program = folder / "fake";
  WriteFileAtomically(folder / "two", EncodeAnswer(RecordAnswer{3, {}, {"a", "b"}}));
  WriteFileAtomically(options.program, "#!/bin/sh\ncat " + (folder / "two").string() + "\n");
  ::chmod(options.program.c_str(), 0700);
  ExpectError(ErrorCode::kCorruptData, "0 records",
              [&] { ReadRecordIds(FormatFile("code15_small.h5"), options); });
}

TEST(OpenRecord, SaysWhatCanBeRead) {
  TempFolder folder;
  WriteFileAtomically(folder / "ecg.pdf", "x");
  WriteFileAtomically(folder / "empty.dcm", "");
  ExpectError(ErrorCode::kInvalidInput, "DICOM", [&] { OpenRecord(folder / "ecg.pdf"); });
  ExpectError(ErrorCode::kInvalidInput, "not a kind", [&] { OpenRecord(folder / "empty.dcm"); });
  ExpectError(ErrorCode::kNotFound, "none.pdf", [&] { OpenRecord(folder / "none.pdf"); });
  ExpectError(ErrorCode::kInvalidInput, "regular", [&] { OpenRecord(folder.path()); });
}

TEST(OpenRecord, AFifoDoesNotHang) {
  TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe.dcm").c_str(), 0600), 0);
  ExpectError(ErrorCode::kInvalidInput, "regular", [&] { OpenRecord(folder / "pipe.dcm"); });
}

TEST(OpenRecord, BelievesNothingTheReaderAnswers) {
  TempFolder folder;
  OpenOptions options;
  options.program = folder / "fake";
  const auto open_with = [&](const std::string& script) {
    WriteFileAtomically(options.program, "#!/bin/sh\n" + script + "\n");
    ::chmod(options.program.c_str(), 0700);
    OpenRecord(FormatFile("explicit.dcm"), options);
  };
  ExpectError(ErrorCode::kCorruptData, "no valid answer", [&] { open_with("echo garbage"); });
  ExpectError(ErrorCode::kCorruptData, "no valid answer", [&] { open_with("exit 0"); });
  WriteFileAtomically(folder / "none", EncodeAnswer(RecordAnswer{3, {}}));
  ExpectError(ErrorCode::kCorruptData, "0 records",
              [&] { open_with("cat " + (folder / "none").string()); });
  WriteFileAtomically(folder / "two", EncodeAnswer(RecordAnswer{2, {TwoLeads(), TwoLeads()}}));
  ExpectError(ErrorCode::kCorruptData, "2 records",
              [&] { open_with("cat " + (folder / "two").string()); });
}

}  // namespace
}  // namespace supreme::formats
