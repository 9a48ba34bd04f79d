// The frame of an SCP-ECG file (EN 1064, clauses 5.2 and 5.3): header, sections and checksums.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace supreme::formats {

inline constexpr size_t kScpSectionCount = 12;  // 0 to 11 are the standard's

struct ScpSection {
  std::span<const std::byte> data;  // without the section's 16-byte header; empty = not there
  bool checksum_right = true;
};
using ScpSections = std::array<ScpSection, kScpSectionCount>;

// Finds the sections through the pointers of section 0; manufacturers' own are passed over.
// kCorruptData when the file is cut, pointers lead outside or to another section. A wrong checksum
// of the whole file is a warning.
ScpSections ReadScpSections(std::span<const std::byte> bytes, const std::string& where,
                            std::vector<std::string>& warnings);

// CRC-CCITT (x^16 + x^12 + x^5 + 1, start 0xFFFF, most significant bit first).
uint16_t ScpChecksum(std::span<const std::byte> bytes);

}  // namespace supreme::formats
