// The sample codes of SCP-ECG (EN 1064, clause 5.5 and annex C.3): Huffman tables and differences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace supreme::formats {

// One row of a table. A code of `total_bits` begins with `prefix_bits` bits that are `prefix`, the
// first bit of the stream in the lowest place. Further bits are the value itself (two's
// complement, highest bit first); without any, the value is `value`. A row that switches tables
// has the number of the table, from 1, in `value`.
struct HuffmanCode {
  uint8_t prefix_bits = 0;
  uint8_t total_bits = 0;
  bool switches_table = false;
  int16_t value = 0;
  uint32_t prefix = 0;
};
using HuffmanTable = std::vector<HuffmanCode>;  // by length and prefix

// The 19 codes of the standard's default table.
HuffmanTable DefaultHuffmanTable();

// The tables of section 2's data: the default table, or those that stand there. kCorruptData for
// rows that the section does not hold, codes of no or too many bits, switches to no table.
std::vector<HuffmanTable> ReadHuffmanTables(std::span<const std::byte> section,
                                            const std::string& where);

// `count` values, beginning with the first table. kCorruptData when the bits end before or fit no
// code. The caller has checked that `count` is no more than there are bits.
std::vector<int32_t> DecodeHuffman(std::span<const std::byte> bytes, size_t count,
                                   const std::vector<HuffmanTable>& tables,
                                   const std::string& where);

// Adds up first (order 1) or second (order 2) differences in place; order 0 leaves values as they
// are. kCorruptData when a value leaves 32 bits.
void AddUpDifferences(int order, std::vector<int32_t>& values, const std::string& where);

}  // namespace supreme::formats
