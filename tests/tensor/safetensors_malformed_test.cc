// Files that no honest writer makes. Each must be refused with its own message, quickly.
#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <ostream>

#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  const char* words;  // in the error message
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

std::string LengthField(uint64_t length) {
  std::string field(8, '\0');
  std::memcpy(field.data(), &length, 8);
  return field;
}

// A file of a header, its true length before it, and `data_bytes` zeros after it.
std::string File(const std::string& header, size_t data_bytes = 0) {
  return LengthField(header.size()) + header + std::string(data_bytes, '\0');
}

std::string Entry(const std::string& name, const std::string& shape, size_t begin, size_t end,
                  const std::string& dtype = "F32") {
  return "\"" + name + R"(":{"dtype":")" + dtype + R"(","shape":)" + shape +
         R"(,"data_offsets":[)" + std::to_string(begin) + "," + std::to_string(end) + "]}";
}

std::string Repeat(const std::string& text, size_t count) {
  std::string repeated;
  for (size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

std::string ManyTensors(size_t count) {
  std::string header = "{";
  for (size_t i = 0; i < count; ++i) {
    header += (i > 0 ? "," : "") + Entry("t" + std::to_string(i), "[0]", 0, 0);
  }
  return File(header + "}");
}

std::vector<Case> LengthCases() {
  return {
      {"Empty", "", "shorter than"},
      {"OneByte", "{", "shorter than"},
      {"SevenBytes", std::string(7, '\1'), "shorter than"},
      {"LengthZero", LengthField(0), "does not start with '{'"},
      {"LengthOne", LengthField(1) + "{", "not valid JSON"},
      {"LengthOneBeyondFile", LengthField(3) + "{}", "beyond the file"},
      {"LengthMany", LengthField(uint64_t{1} << 63) + "{}", "over 100 MB"},
      {"LengthAllOnes", LengthField(UINT64_MAX) + "{}", "over 100 MB"},
      {"LengthOver100MB", LengthField(100'000'001) + "{}", "over 100 MB"},
      {"LengthTooShort", LengthField(1) + "{}", "not valid JSON"},
  };
}

std::vector<Case> JsonCases() {
  return {
      {"NotABrace", File("[]"), "does not start with '{'"},
      {"SpaceBeforeBrace", File(" {}"), "does not start with '{'"},
      {"NotUtf8", File("{\"\xff\xfe\":1}"), "not valid JSON"},
      {"GarbageAfterObject", File("{}x"), "not valid JSON"},
      {"SecondObject", File("{}{}"), "not valid JSON"},
      {"NulInHeader", File(std::string("{}\0", 3)), "NUL byte"},
      {"DepthBomb", File("{\"a\":" + Repeat("[", 100'000)), "an array where"},
      {"ObjectBomb", File(Repeat("{\"a\":", 100'000)), "unknown key \"a\""},
      {"DepthBombInShape", File(R"({"a":{"dtype":"F32","shape":)" + Repeat("[", 100'000)),
       "an array where"},
      {"TensorIsNumber", File(R"({"a":1})"), "a number where"},
      {"TensorIsNull", File(R"({"a":null})"), "null where"},
      {"MetadataNotObject", File(R"({"__metadata__":"x"})"), "text where"},
      {"MetadataNotText", File(R"({"__metadata__":{"a":1}})"), "a number where"},
      {"MetadataNested", File(R"({"__metadata__":{"a":{}}})"), "an object where"},
      {"MetadataTwice", File(R"({"__metadata__":{},"__metadata__":{}})"), "occurs twice"},
      {"NotANumber", File(R"({"a":{"shape":[NaN]}})"), "not valid JSON"},
      {"Truncated", File(R"({"a":{"dtype":"F32")"), "not valid JSON"},
  };
}

std::vector<Case> TensorCases() {
  return {
      {"DoubledName", File("{" + Entry("a", "[1]", 0, 4) + "," + Entry("a", "[1]", 4, 8) + "}", 8),
       "\"a\" occurs twice"},
      {"DoubledKey", File(R"({"a":{"dtype":"F32","dtype":"F32"}})"), "occurs twice"},
      {"UnknownKey", File(R"({"a":{"stride":[1]}})"), "unknown key"},
      {"MissingKey", File(R"({"a":{"dtype":"F32","shape":[1]}})"), "needs dtype, shape"},
      {"UnknownDtype", File("{" + Entry("a", "[1]", 0, 4, "F31") + "}", 4), "unknown dtype"},
      {"DtypeNumber", File(R"({"a":{"dtype":3}})"), "a number where"},
      {"ShapeNotArray", File(R"({"a":{"shape":3}})"), "a number where"},
      {"NegativeShape", File("{" + Entry("a", "[-1]", 0, 4) + "}", 4), "a negative number"},
      {"FractionShape", File("{" + Entry("a", "[1.5]", 0, 4) + "}", 4), "a fraction"},
      {"ShapeOver64Bits", File("{" + Entry("a", "[18446744073709551616]", 0, 4) + "}", 4),
       "a fraction"},
      {"ShapeOver62Bits", File("{" + Entry("a", "[9223372036854775807]", 0, 4) + "}", 4),
       "over 2^62"},
      {"ProductOverflow", File("{" + Entry("a", "[4294967296,4294967296]", 0, 4) + "}", 4),
       "more than 2^62"},
      {"SizeOverflow", File("{" + Entry("a", "[4611686018427387904]", 0, 4) + "}", 4),
       "does not fill"},
      {"TooManyDimensions", File(R"({"a":{"dtype":"F32","shape":[1)" + Repeat(",1", 32) + "]}}"),
       "too many dimensions"},
      {"SizeNotShape", File("{" + Entry("a", "[2]", 0, 4) + "}", 4), "does not fill"},
      {"SizeNotWholeElements", File("{" + Entry("a", "[1]", 0, 5) + "}", 5), "does not fill"},
      {"OneOffset", File(R"({"a":{"data_offsets":[0]}})"), "needs 2 values"},
      {"ThreeOffsets", File(R"({"a":{"data_offsets":[0,4,8]}})"), "more than 2"},
      {"ReversedOffsets", File("{" + Entry("a", "[1]", 4, 0) + "}", 4), "ends before"},
      {"BeyondFile", File("{" + Entry("a", "[2]", 0, 8) + "}", 4), "beyond the file"},
      {"Overlap", File("{" + Entry("a", "[2]", 0, 8) + "," + Entry("b", "[2]", 4, 12) + "}", 12),
       "\"b\" overlaps"},
      {"SamePlace", File("{" + Entry("a", "[1]", 0, 4) + "," + Entry("b", "[1]", 0, 4) + "}", 4),
       "overlaps"},
      {"HoleAtStart", File("{" + Entry("a", "[1]", 4, 8) + "}", 8), "hole before"},
      {"HoleBetween",
       File("{" + Entry("a", "[1]", 0, 4) + "," + Entry("b", "[1]", 8, 12) + "}", 12),
       "hole before tensor \"b\""},
      {"TrailingBytes", File("{" + Entry("a", "[1]", 0, 4) + "}", 5), "1 bytes after"},
      {"DataWithoutTensors", File("{}", 4), "4 bytes after"},
      {"MillionTensors", ManyTensors(1'000'000), "more than 65536 tensors"},
      {"PathAsName", File("{" + Entry("a/../../b", "[1]", 0, 4) + "}", 4), "tensor's name"},
      {"EmptyName", File("{" + Entry("", "[1]", 0, 4) + "}", 4), "tensor's name"},
      {"NulInName", File("{" + Entry("a\\u0000", "[1]", 0, 4) + "}", 4), "tensor's name"},
  };
}

class MalformedSafetensors : public testing::TestWithParam<Case> {};

TEST_P(MalformedSafetensors, IsRefusedQuickly) {
  const std::string& bytes = GetParam().bytes;
  const auto start = std::chrono::steady_clock::now();
  ExpectError(ErrorCode::kCorruptData, GetParam().words,
              [&] { ParseSafetensors(std::as_bytes(std::span(bytes)), "file"); });
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

std::string CaseName(const testing::TestParamInfo<Case>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Length, MalformedSafetensors, testing::ValuesIn(LengthCases()), CaseName);
INSTANTIATE_TEST_SUITE_P(Json, MalformedSafetensors, testing::ValuesIn(JsonCases()), CaseName);
INSTANTIATE_TEST_SUITE_P(Tensor, MalformedSafetensors, testing::ValuesIn(TensorCases()), CaseName);

TEST(MalformedSafetensorsFile, IsRefusedWhenCutAnywhere) {
  const std::string whole =
      File("{" + Entry("a", "[2]", 0, 8) + "," + Entry("b", "[1]", 8, 12) + "}", 12);
  EXPECT_EQ(ParseSafetensors(std::as_bytes(std::span(whole)), "file").tensors.size(), 2U);
  for (size_t size = 0; size < whole.size(); ++size) {
    const std::string cut = whole.substr(0, size);
    EXPECT_THROW(ParseSafetensors(std::as_bytes(std::span(cut)), "file"), Error) << size;
  }
}

}  // namespace
}  // namespace supreme
