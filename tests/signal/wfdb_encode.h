// Writes signal files in every format that the reader knows, plainly and slowly: for round trips.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace supreme {

inline void AppendLittleEndian(uint32_t value, int bytes, std::string& out) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

// Samples per group and bits of the packed formats' groups, as the standard draws them.
inline void AppendGroup(int format, const std::vector<uint32_t>& group, std::string& out) {
  std::vector<uint32_t> s = group;
  s.resize(3);
  if (format == 212) {
    AppendLittleEndian((s[0] & 0xFFF) | (s[1] & 0xF00) << 4, 2, out);
    if (group.size() > 1) AppendLittleEndian(s[1] & 0xFF, 1, out);
  } else if (format == 310) {
    const uint32_t third = s[2] & 0x3FF;
    AppendLittleEndian((s[0] & 0x3FF) << 1 | (third & 31) << 11, 2, out);
    if (group.size() > 1) AppendLittleEndian((s[1] & 0x3FF) << 1 | (third >> 5) << 11, 2, out);
  } else {  // 311
    const uint32_t word = (s[0] & 0x3FF) | (s[1] & 0x3FF) << 10 | (s[2] & 0x3FF) << 20;
    AppendLittleEndian(word, static_cast<int>(group.size()) + 1, out);
  }
}

// `samples` in file order. Format 8 gets differences.
inline std::string EncodeSamples(int format, const std::vector<int32_t>& samples) {
  std::string out;
  std::vector<uint32_t> group;
  const size_t group_size = format == 212 ? 2 : 3;
  for (const int32_t sample : samples) {
    const auto bits = static_cast<uint32_t>(sample);
    switch (format) {
      case 8:
        AppendLittleEndian(bits, 1, out);
        break;
      case 16:
        AppendLittleEndian(bits, 2, out);
        break;
      case 24:
        AppendLittleEndian(bits, 3, out);
        break;
      case 32:
        AppendLittleEndian(bits, 4, out);
        break;
      case 61:
        out += static_cast<char>(bits >> 8 & 0xFF);
        out += static_cast<char>(bits & 0xFF);
        break;
      case 80:
        AppendLittleEndian(bits + 128, 1, out);
        break;
      case 160:
        AppendLittleEndian(bits + 32768, 2, out);
        break;
      default:
        group.push_back(bits);
        if (group.size() == group_size) {
          AppendGroup(format, group, out);
          group.clear();
        }
    }
  }
  if (!group.empty()) AppendGroup(format, group, out);
  return out;
}

}  // namespace supreme
