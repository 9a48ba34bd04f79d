#include "formats/edf_header.h"

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

const std::string kFile = MadeFile("twelve_leads.edf");

EdfHeader Read(const std::string& bytes) { return ReadEdfHeader(AsBytes(bytes), "x.edf"); }

// Writes `text` with blanks over `width` bytes.
std::string With(std::string bytes, size_t at, std::string text, size_t width) {
  text.resize(width, ' ');
  return bytes.replace(at, width, text);
}

constexpr size_t kSignals = 14;
constexpr size_t kRangeStart = 256 + kSignals * (16 + 80 + 8);

TEST(EdfHeader, ReadsFieldsThatPyedflibWrote) {
  const EdfHeader header = Read(kFile);
  EXPECT_EQ(header.bytes, 256 * (kSignals + 1));
  EXPECT_EQ(header.data_records, 2);
  EXPECT_EQ(header.data_record_sec, 1);
  EXPECT_EQ(header.sex, "F");
  EXPECT_EQ(header.birth_date, "02-MAY-1951");
  EXPECT_EQ(header.start_date, "01-MAY-2001");
  ASSERT_EQ(header.signals.size(), kSignals);
  EXPECT_EQ(header.signals[3].label, "ECG aVR");
  EXPECT_EQ(header.signals[3].unit, "mV");
  EXPECT_EQ(header.signals[3].digital_min, -32768);
  EXPECT_EQ(header.signals[3].samples_per_record, 100u);
  EXPECT_FALSE(header.signals[3].is_annotation);
  EXPECT_TRUE(header.signals[13].is_annotation);
}

TEST(EdfHeader, LeavesThePatientFieldOfPlainEdfAlone) {
  const EdfHeader header = Read(With(kFile, 192, "", 44));
  EXPECT_EQ(header.sex, "");
  EXPECT_EQ(header.birth_date, "");
}

TEST(EdfHeader, RefusesOtherKindsOfFiles) {
  ExpectError(ErrorCode::kInvalidInput, "discontinuous recording (EDF+D)",
              [] { Read(With(kFile, 192, "EDF+D", 44)); });
  ExpectError(ErrorCode::kInvalidInput, "BDF file", [] {
    Read(With(kFile, 0,
              "\xFF"
              "BIOSEMI",
              8));
  });
  ExpectError(ErrorCode::kCorruptData, "does not begin with version 0",
              [] { Read(With(kFile, 0, "1", 8)); });
  ExpectError(ErrorCode::kInvalidInput, "513 signals, at most 512",
              [] { Read(With(kFile, 252, "513", 4)); });
}

TEST(EdfHeader, NamesTheFieldThatCannotBe) {
  const auto refused = [](size_t at, const std::string& text, std::string_view message) {
    ExpectError(ErrorCode::kCorruptData, message, [&] { Read(With(kFile, at, text, 8)); });
  };
  refused(184, "3841", "size cannot be \"3841 bytes with 14 signals\"");
  refused(184, "99999999", "size cannot be \"99999999\"");
  refused(236, "two", "number of data records cannot be \"two\"");
  refused(244, "0", "duration of a data record cannot be \"0\"");
  refused(kRangeStart, "nan", "physical minimum cannot be \"nan\"");
  refused(kRangeStart, "3.2767", "physical range cannot be");
  refused(kRangeStart + kSignals * 24, "-32768", "digital range cannot be");
  refused(kRangeStart + kSignals * (32 + 80), "-1", "samples per data record cannot be \"-1\"");
}

}  // namespace
}  // namespace supreme::formats
