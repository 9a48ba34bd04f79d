#include "formats/dicom_dataset.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

using std::string_literals::operator""s;

std::string Number16(uint32_t value) {
  return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
}
std::string Number32(uint32_t value) { return Number16(value) + Number16(value >> 16); }
std::string Tag(uint32_t tag) { return Number16(tag >> 16) + Number16(tag); }

std::string Implicit(uint32_t tag, const std::string& value) {
  return Tag(tag) + Number32(static_cast<uint32_t>(value.size())) + value;
}

constexpr uint32_t kName = DicomTag(0x0008, 0x0070);
constexpr uint32_t kWaveforms = DicomTag(0x5400, 0x0100);
constexpr uint32_t kItem = DicomTag(0xFFFE, 0xE000);
constexpr uint32_t kItemEnd = DicomTag(0xFFFE, 0xE00D);
constexpr uint32_t kSequenceEnd = DicomTag(0xFFFE, 0xE0DD);

DicomDataset Parse(const std::string& bytes) {
  // Values view the bytes; these tests only ask for copies.
  static std::string kept;
  kept = bytes;
  return ParseDicom(BytesOf(kept), "x.dcm").dataset;
}

TEST(ParseDicom, ReadsSequencesOfBothKindsOfLength) {
  const std::string inside = Implicit(kName, "A ");
  const std::string closed = Implicit(kWaveforms, Implicit(kItem, inside) + Implicit(kItem, ""));
  const std::string open = Tag(kWaveforms) + Number32(0xFFFFFFFF) + Tag(kItem) +
                           Number32(0xFFFFFFFF) + inside + Tag(kItemEnd) + Number32(0) +
                           Implicit(kItem, "") + Tag(kSequenceEnd) + Number32(0);
  for (const std::string& bytes : {closed, open}) {
    const DicomDataset dataset = Parse(Implicit(DicomTag(8, 5), "x ") + bytes);
    ASSERT_EQ(dataset.Items(kWaveforms).size(), 2u);
    EXPECT_EQ(dataset.Items(kWaveforms)[0].Text(kName), "A");
    EXPECT_TRUE(dataset.Items(kWaveforms)[1].elements.empty());
  }
}

TEST(ParseDicom, ReadsExplicitElementsOfShortAndLongForm) {
  const std::string text = Tag(kName) + "LO" + Number16(2) + "A ";
  const std::string data =
      Tag(DicomTag(0x5400, 0x1010)) + "OW" + Number16(0) + Number32(4) + "abcd";
  const DicomDataset dataset = Parse(text + data);
  EXPECT_EQ(dataset.Text(kName), "A");
  EXPECT_EQ(dataset.Find(DicomTag(0x5400, 0x1010))->value.size(), 4u);
}

TEST(ParseDicom, RefusesOtherTransferSyntaxes) {
  std::string file = std::string(128, '\0') + "DICM" + Tag(DicomTag(2, 0x10)) + "UI";
  file += Number16(22) + "1.2.840.10008.1.2.1.99";
  ExpectError(ErrorCode::kInvalidInput, "1.2.840.10008.1.2.1.99", [&] { Parse(file); });
}

TEST(ParseDicom, RefusesWhatEndsTooEarly) {
  const std::string whole = Implicit(kName, "A ") + Implicit(kWaveforms, Implicit(kItem, ""));
  for (size_t length = 1; length < whole.size(); ++length) {
    if (length == Implicit(kName, "A ").size()) continue;  // ends between two elements
    ExpectError(ErrorCode::kCorruptData, "x.dcm", [&] { Parse(whole.substr(0, length)); });
  }
  ExpectError(ErrorCode::kCorruptData, "no end",
              [] { Parse(Tag(kWaveforms) + Number32(0xFFFFFFFF)); });
}

TEST(ParseDicom, BoundsTheDepth) {
  std::string bytes;
  for (int i = 0; i < 40; ++i) bytes = Implicit(kWaveforms, Implicit(kItem, bytes));
  ExpectError(ErrorCode::kCorruptData, "nested", [&] { Parse(bytes); });
}

TEST(DicomDataset, AbsentAndMalformedValuesAreNothing) {
  const DicomDataset dataset =
      Parse(Implicit(DicomTag(8, 1), "x ") + Implicit(DicomTag(8, 2), "2.5\\3") +
            Implicit(DicomTag(8, 3), "\x05\x00"s) + Implicit(DicomTag(8, 4), "\x05"));
  EXPECT_FALSE(dataset.Decimal(DicomTag(8, 1)));
  EXPECT_EQ(dataset.Decimal(DicomTag(8, 2)), 2.5);
  EXPECT_EQ(dataset.Unsigned(DicomTag(8, 3)), 5u);
  EXPECT_FALSE(dataset.Unsigned(DicomTag(8, 4)));
  EXPECT_EQ(dataset.Text(DicomTag(8, 9)), "");
  EXPECT_TRUE(dataset.Items(DicomTag(8, 9)).empty());
}

}  // namespace
}  // namespace supreme::formats
