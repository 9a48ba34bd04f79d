// SCP-ECG: pointers, sections, Huffman tables, differences. No fuzzer guesses checksums, so those
// of the sections are made right before the file is read.
#include "formats/scp.h"

#include <string>

#include "format_fuzz.h"
#include "formats/scp_sections.h"

namespace {

uint32_t NumberAt(std::string_view bytes, size_t at, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < count && at + i < bytes.size(); ++i) {
    value |= static_cast<uint32_t>(static_cast<uint8_t>(bytes[at + i])) << 8 * i;
  }
  return value;
}

void MendChecksum(std::string& bytes, size_t at, size_t length) {
  if (length < 2 || at > bytes.size() || length > bytes.size() - at) return;
  const std::string_view checked = std::string_view(bytes).substr(at + 2, length - 2);
  const uint16_t checksum = supreme::formats::ScpChecksum(std::as_bytes(std::span(checked)));
  bytes[at] = static_cast<char>(checksum & 0xFF);
  bytes[at + 1] = static_cast<char>(checksum >> 8);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  constexpr size_t kFirstPointer = 6 + 16;
  for (size_t at = kFirstPointer; at + 10 <= bytes.size() && at < kFirstPointer + 160; at += 10) {
    const uint32_t index = NumberAt(bytes, at + 6, 4);
    if (index > 0) MendChecksum(bytes, index - 1, NumberAt(bytes, at + 2, 4));
  }
  return supreme::FuzzRecord(
      reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(),
      [](auto content) { return supreme::formats::ReadScp(content, "input"); });
}
