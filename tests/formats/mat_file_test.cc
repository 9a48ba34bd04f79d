#include "formats/mat_file.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

std::map<std::string, MatValue> Parse(const std::string& bytes) {
  return ParseMat(BytesOf(bytes), "x.mat");
}

std::string Number(uint32_t value) {
  return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF),
          static_cast<char>(value >> 16 & 0xFF), static_cast<char>(value >> 24)};
}

std::string Head4(uint32_t type, uint32_t rows, uint32_t columns) {
  return Number(type) + Number(rows) + Number(columns) + Number(0) + Number(4) +
         std::string("val\0", 4);
}

TEST(ParseMat, ReadsLevel4ByColumns) {
  const auto variables = Parse(Head4(30, 2, 2) + std::string("\1\0\2\0\3\0\xFF\xFF", 8));
  const MatValue& val = variables.at("val");
  EXPECT_EQ(val.kind, MatValue::Kind::kNumbers);
  EXPECT_EQ(val.rows, 2u);
  EXPECT_EQ(val.numbers, (std::vector<double>{1, 2, 3, -1}));
}

TEST(ParseMat, ReadsStructsPlainAndCompressed) {
  for (const char* name : {"cpsc_v5.mat", "cpsc_v7.mat"}) {
    SCOPED_TRACE(name);
    const auto variables = Parse(ReadFile(FormatFile(name)));
    const MatValue& ecg = variables.at("ECG");
    ASSERT_EQ(ecg.kind, MatValue::Kind::kStruct);
    EXPECT_EQ(ecg.fields.at("sex").text, "Female");
    EXPECT_EQ(ecg.fields.at("age").numbers, std::vector<double>{61});
    EXPECT_EQ(ecg.fields.at("data").rows, 12u);
    EXPECT_EQ(ecg.fields.at("data").columns, 30u);
  }
}

TEST(ParseMat, RefusesLevel4ArraysThatAreNone) {
  ExpectError(ErrorCode::kInvalidInput, "little-endian", [] { Parse(Head4(1030, 2, 2)); });
  ExpectError(ErrorCode::kCorruptData, "level 4", [] { Parse(Head4(60, 2, 2)); });
  ExpectError(ErrorCode::kInvalidInput, "limit", [] { Parse(Head4(30, 1u << 31, 2)); });
  ExpectError(ErrorCode::kInvalidInput, "limit", [] { Parse(Head4(30, 1u << 31, 1u << 31)); });
  ExpectError(ErrorCode::kCorruptData, "ends", [] { Parse(Head4(30, 2, 2) + "abc"); });
}

TEST(ParseMat, RefusesOtherLevelsWithAWayOut) {
  std::string file = ReadFile(FormatFile("val_v5.mat"));
  file[126] = 'M';
  file[127] = 'I';
  ExpectError(ErrorCode::kInvalidInput, "big-endian", [&] { Parse(file); });
  ExpectError(ErrorCode::kInvalidInput, "-v7",
              [] { Parse(ReadFile(FormatFile("matlab73_small.mat"))); });
}

TEST(ParseMat, RefusesDamagedCompression) {
  std::string file = ReadFile(FormatFile("cpsc_v7.mat"));
  for (size_t i = 200; i < 260; ++i) file[i] = 'x';
  ExpectError(ErrorCode::kCorruptData, "compressed", [&] { Parse(file); });
}

TEST(ParseMat, EveryCutIsAnErrorOfOurs) {
  for (const char* name : {"val_v4.mat", "val_v5.mat", "cpsc_v5.mat", "cpsc_v7.mat"}) {
    const std::string file = ReadFile(FormatFile(name));
    for (size_t length = 0; length < file.size(); length += 3) {
      try {
        const auto variables = Parse(file.substr(0, length));
        EXPECT_TRUE(variables.empty()) << name << " " << length;
      } catch (const Error& error) {
        EXPECT_NE(error.code(), ErrorCode::kInternal) << name << " " << length;
      }
    }
  }
}

}  // namespace
}  // namespace supreme::formats
