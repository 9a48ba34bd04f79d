#include "formats/scp_huffman.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "tests/formats/scp_writer.h"

namespace supreme::formats {
namespace {

std::string Row(int prefix_bits, int total_bits, int mode, int value, uint32_t prefix) {
  return LittleEndian(static_cast<uint32_t>(prefix_bits), 1) +
         LittleEndian(static_cast<uint32_t>(total_bits), 1) +
         LittleEndian(static_cast<uint32_t>(mode), 1) +
         LittleEndian(static_cast<uint32_t>(value), 2) + LittleEndian(prefix, 4);
}

TEST(ScpHuffman, TheDefaultTableHas19Codes) {
  const auto tables = ReadHuffmanTables(AsBytes(LittleEndian(19999, 2)), "x.scp");
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].size(), 19u);
}

RC_GTEST_PROP(ScpHuffman, GivesBackWhatTheDefaultTableCoded, ()) {
  const auto values = *rc::gen::container<std::vector<int32_t>>(rc::gen::oneOf(
      rc::gen::inRange(-12, 13), rc::gen::inRange(-200, 201), rc::gen::inRange(-32768, 32768)));
  BitWriter bits;
  for (const int32_t value : values) PutHuffman(value, bits);
  RC_ASSERT(DecodeHuffman(AsBytes(bits.bytes()), values.size(), {DefaultHuffmanTable()}, "x.scp") ==
            values);
}

// Table 1: "0" is 5, "10" goes to table 2, "11" and 4 bits is a number. Table 2: "1" is -7, "0"
// goes back.
TEST(ScpHuffman, ReadsOwnTablesAndSwitchesBetweenThem) {
  const std::string section = LittleEndian(2, 2) + LittleEndian(3, 2) + Row(1, 1, 1, 5, 0) +
                              Row(2, 2, 0, 2, 1) + Row(2, 6, 1, 0, 3) + LittleEndian(2, 2) +
                              Row(1, 1, 1, -7, 1) + Row(1, 1, 0, 1, 0);
  const auto tables = ReadHuffmanTables(AsBytes(section), "x.scp");
  BitWriter bits;
  bits.Put(0b0, 1);       // 5
  bits.Put(0b110111, 6);  // 7
  bits.Put(0b111000, 6);  // -8
  bits.Put(0b10, 2);      // to table 2
  bits.Put(0b11, 2);      // -7 -7
  bits.Put(0b00, 2);      // to table 1, 5
  EXPECT_EQ(DecodeHuffman(AsBytes(bits.bytes()), 6, tables, "x.scp"),
            (std::vector<int32_t>{5, 7, -8, -7, -7, 5}));
}

TEST(ScpHuffman, RefusesTablesThatCannotBe) {
  const auto refused = [](const std::string& section, std::string_view message) {
    ExpectError(ErrorCode::kCorruptData, message,
                [&] { ReadHuffmanTables(AsBytes(section), "x.scp"); });
  };
  const std::string one = LittleEndian(1, 2) + LittleEndian(1, 2);
  refused(LittleEndian(0, 2), "0 Huffman tables");
  refused(LittleEndian(65, 2), "65 Huffman tables");
  refused(LittleEndian(1, 2) + LittleEndian(1025, 2), "1025 Huffman codes");
  refused(one, "ends within a value");
  refused(one + Row(0, 1, 1, 0, 0), "a Huffman code of 0 + 1 bits");
  refused(one + Row(2, 1, 1, 0, 0), "a Huffman code of 2 + -1 bits");
  refused(one + Row(1, 60, 1, 0, 0), "a Huffman code of 1 + 59 bits");
  refused(one + Row(1, 1, 0, 2, 0), "switches to table 2");
  refused(one + Row(1, 1, 0, 0, 0), "switches to table 0");
}

TEST(ScpHuffman, RefusesBitsThatEndOrFitNoCode) {
  const std::vector<HuffmanTable> tables = {DefaultHuffmanTable()};
  ExpectError(ErrorCode::kCorruptData, "end too early",
              [&] { DecodeHuffman(AsBytes("\xFF"), 1, tables, "x.scp"); });
  const std::vector<HuffmanTable> only_zeros = {{{1, 1, false, 0, 0}}};
  ExpectError(ErrorCode::kCorruptData, "a code that no Huffman table knows",
              [&] { DecodeHuffman(AsBytes("\xFF\xFF\xFF\xFF\xFF"), 1, only_zeros, "x.scp"); });
}

TEST(AddUpDifferences, SumsFirstAndSecondDifferences) {
  std::vector<int32_t> values = {5, 1, -2};
  AddUpDifferences(0, values, "x");
  EXPECT_EQ(values, (std::vector<int32_t>{5, 1, -2}));
  AddUpDifferences(1, values, "x");
  EXPECT_EQ(values, (std::vector<int32_t>{5, 6, 4}));
  values = {5, 7, 1, 0};
  AddUpDifferences(2, values, "x");
  EXPECT_EQ(values, (std::vector<int32_t>{5, 7, 10, 13}));
}

TEST(AddUpDifferences, RefusesValuesBeyond32Bits) {
  std::vector<int32_t> values = {std::numeric_limits<int32_t>::max(), 1};
  ExpectError(ErrorCode::kCorruptData, "sample 2 leaves the range of 32 bits",
              [&] { AddUpDifferences(1, values, "x"); });
}

}  // namespace
}  // namespace supreme::formats
