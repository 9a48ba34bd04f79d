// Compresses as devices do, for tests: LZW with codes of 10 bits, and XLI chunks of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace supreme::formats {

class BitWriter {
 public:
  // Highest bit first.
  void Put(uint32_t value, int bits) {
    for (int i = bits - 1; i >= 0; --i) PutBit(value >> i & 1);
  }

  void PutBit(uint32_t bit) {
    if (used_ % 8 == 0) bytes_.push_back('\0');
    if (bit != 0) bytes_.back() = static_cast<char>(bytes_.back() | 1 << (7 - used_ % 8));
    ++used_;
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  size_t used_ = 0;
};

inline std::string EncodeLzw10(const std::string& input) {
  std::map<std::string, uint32_t> table;
  for (int i = 0; i < 256; ++i)
    table[std::string(1, static_cast<char>(i))] = static_cast<uint32_t>(i);
  BitWriter bits;
  std::string known;
  for (const char letter : input) {
    if (table.contains(known + letter)) {
      known += letter;
      continue;
    }
    bits.Put(table.at(known), 10);
    if (table.size() < 1023) table.emplace(known + letter, static_cast<uint32_t>(table.size()));
    known = letter;
  }
  if (!known.empty()) bits.Put(table.at(known), 10);
  bits.Put(1023, 10);
  return bits.bytes();
}

inline std::string LittleEndian(uint32_t value, size_t bytes) {
  std::string text;
  for (size_t i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i & 0xFF);
  return text;
}

// One lead. The first two samples are stored as they are, the third follows the start value.
inline std::string EncodeXliChunk(const std::vector<int16_t>& samples) {
  std::vector<uint16_t> words;
  int32_t start = 0;
  for (size_t i = 0; i < samples.size(); ++i) {
    if (i < 2) {
      words.push_back(static_cast<uint16_t>(samples[i]));
      continue;
    }
    const int32_t difference = 2 * samples[i - 1] - samples[i - 2] - samples[i];
    if (i == 2) {
      start = difference;
    } else {
      words.back() = static_cast<uint16_t>(difference + 64);
    }
    words.push_back(64);
  }
  std::string high;
  std::string low;
  for (const uint16_t word : words) {
    high += static_cast<char>(word >> 8);
    low += static_cast<char>(word & 0xFF);
  }
  const std::string codes = EncodeLzw10(high + low);
  return LittleEndian(static_cast<uint32_t>(codes.size()), 4) + LittleEndian(1, 2) +
         LittleEndian(static_cast<uint32_t>(start), 2) + codes;
}

}  // namespace supreme::formats
