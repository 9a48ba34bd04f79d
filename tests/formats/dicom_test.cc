#include "formats/dicom.h"

#include <gtest/gtest.h>

#include "signal/leads.h"
#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

Record Read(const std::filesystem::path& path) {
  return ReadDicom(BytesOf(ReadFile(path)), path.string());
}

// Replaces each `from` by `to` of the same length.
std::string Replaced(std::string bytes, const std::string& from, const std::string& to) {
  EXPECT_EQ(from.size(), to.size());
  EXPECT_NE(bytes.find(from), std::string::npos);
  for (size_t at = 0; (at = bytes.find(from, at)) != std::string::npos; at += to.size()) {
    bytes.replace(at, to.size(), to);
  }
  return bytes;
}

TEST(ReadDicom, AgreesWithPydicomOnTheRhythmGroup) {
  for (const char* name : {"implicit.dcm", "explicit.dcm"}) {
    SCOPED_TRACE(name);
    const Record record = Read(FormatFile(name));
    ExpectGolden(record, GoldenOf("small", name));
    EXPECT_EQ(record.lead_names, (std::vector<std::string>{kLeadNames.begin(), kLeadNames.end()}));
    EXPECT_TRUE(record.warnings.empty());
  }
}

TEST(ReadDicom, TakesAgeSexAndAnnotationsButNoName) {
  const Record record = Read(FormatFile("explicit.dcm"));
  EXPECT_EQ(record.age_years, 1.5);
  EXPECT_EQ(record.sex, Sex::kFemale);
  EXPECT_EQ(record.comments, std::vector<std::string>{"Zittern, für uns"});
  EXPECT_EQ(record.record_id, "explicit");
}

TEST(ReadDicom, AgreesWithPydicomOnRealFiles) {
  for (const char* name : {"formats/dicom/Example.dcm", "formats/dicom/waveform_ecg.dcm"}) {
    if (!std::filesystem::exists(SharedFile(name)))
      GTEST_SKIP() << SharedFile(name) << " is absent";
    SCOPED_TRACE(name);
    ExpectGolden(Read(SharedFile(name)), GoldenOf("shared", name));
  }
  const Record dated = Read(SharedFile("formats/dicom/Example.dcm"));
  EXPECT_EQ(dated.age_years, 49) << "from birth and acquisition";
  const Record stated = Read(SharedFile("formats/dicom/waveform_ecg.dcm"));
  EXPECT_EQ(stated.age_years, 42);
  ASSERT_GE(stated.comments.size(), 3u);
  EXPECT_EQ(stated.comments[0], "RITMO SINUSALE");
  EXPECT_EQ(stated.comments[1], "ECG NORMALE");
  EXPECT_EQ(stated.comments[4], "PR Interval: 161 ms");
}

TEST(ReadDicom, LeavesOutLeadsThatAreNotInVolts) {
  const std::string bytes = Replaced(ReadFile(FormatFile("explicit.dcm")), "uV", "kg");
  const Record record = ReadDicom(BytesOf(bytes), "x.dcm");
  EXPECT_EQ(record.warnings.size(), 12u);
  EXPECT_TRUE(std::isnan(record.samples_mv[0]));
}

TEST(ReadDicom, NamesLeadsByTheirMeaningWhenTheCodeIsUnknown) {
  const std::string bytes = Replaced(ReadFile(FormatFile("explicit.dcm")), "MDC", "XYZ");
  EXPECT_EQ(ReadDicom(BytesOf(bytes), "x.dcm").lead_names[3], "aVR");
}

TEST(ReadDicom, RefusesObjectsWithoutAnEcg) {
  const std::string bytes =
      Replaced(ReadFile(FormatFile("explicit.dcm")), "1.2.840.10008.5.1.4.1.1.9.1.1",
               "1.2.840.10008.5.1.4.1.1.9.2.1");
  ExpectError(ErrorCode::kInvalidInput, "no ECG", [&] { ReadDicom(BytesOf(bytes), "x.dcm"); });
}

TEST(ReadDicom, RefusesMoreSamplesThanThereAreBytes) {
  // 40 samples of 12 leads are 960 bytes: (003A,0010) UL, 4 bytes.
  const std::string head("\x3A\x00\x10\x00UL\x04\x00", 8);
  std::string bytes = ReadFile(FormatFile("explicit.dcm"));
  bytes = Replaced(bytes, head + std::string("\x28\x00\x00\x00", 4),
                   head + std::string("\x29\x00\x00\x00", 4));
  ExpectError(ErrorCode::kCorruptData, "960", [&] { ReadDicom(BytesOf(bytes), "x.dcm"); });
  bytes = Replaced(bytes, head + std::string("\x29\x00\x00\x00", 4),
                   head + std::string("\xFF\xFF\xFF\xFF", 4));
  ExpectError(ErrorCode::kInvalidInput, "limit", [&] { ReadDicom(BytesOf(bytes), "x.dcm"); });
}

TEST(ReadDicom, EveryCutIsAnErrorOfOurs) {
  const std::string bytes = ReadFile(FormatFile("implicit.dcm"));
  size_t read = 0;
  for (size_t length = 0; length < bytes.size(); length += 7) {
    try {
      ReadDicom(BytesOf(bytes.substr(0, length)), "x.dcm");
      ++read;
    } catch (const Error& error) {
      EXPECT_NE(error.code(), ErrorCode::kInternal) << length;
    }
  }
  EXPECT_EQ(read, 0u);
}

}  // namespace
}  // namespace supreme::formats
