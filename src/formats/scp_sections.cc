#include "formats/scp_sections.h"

#include "core/error.h"
#include "formats/byte_reader.h"

namespace supreme::formats {
namespace {

constexpr size_t kFileHeaderBytes = 6;
constexpr size_t kSectionHeaderBytes = 16;
constexpr size_t kPointerBytes = 10;
constexpr size_t kChecksumBytes = 2;

[[noreturn]] void Refuse(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kCorruptData, what, where, "get the SCP-ECG file again");
}

struct SectionHeader {
  uint16_t checksum = 0;
  uint16_t id = 0;
  uint32_t length = 0;  // with the header
};

SectionHeader ReadSectionHeader(std::span<const std::byte> bytes, const std::string& where) {
  ByteReader reader(bytes, where);
  SectionHeader header;
  header.checksum = reader.Read<uint16_t>();
  header.id = reader.Read<uint16_t>();
  header.length = reader.Read<uint32_t>();
  return header;
}

// `offset` from the start of the file, `length` with the section's header.
ScpSection SectionAt(std::span<const std::byte> bytes, uint64_t offset, uint64_t length, size_t id,
                     const std::string& where) {
  const std::string name = "section " + std::to_string(id);
  if (length < kSectionHeaderBytes || offset < kFileHeaderBytes || offset > bytes.size() ||
      length > bytes.size() - offset) {
    Refuse(name + " (" + std::to_string(length) + " bytes at " + std::to_string(offset) +
               ") does not lie within the file's " + std::to_string(bytes.size()) + " bytes",
           where);
  }
  const auto section = bytes.subspan(offset, length);
  const SectionHeader header = ReadSectionHeader(section, where);
  if (header.id != id) {
    Refuse("section " + std::to_string(header.id) + " stands where " + name + " should", where);
  }
  return {section.subspan(kSectionHeaderBytes),
          ScpChecksum(section.subspan(kChecksumBytes)) == header.checksum};
}

}  // namespace

uint16_t ScpChecksum(std::span<const std::byte> bytes) {
  uint32_t crc = 0xFFFF;
  for (const std::byte value : bytes) {
    crc ^= std::to_integer<uint32_t>(value) << 8;
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
    }
    crc &= 0xFFFF;
  }
  return static_cast<uint16_t>(crc);
}

ScpSections ReadScpSections(std::span<const std::byte> bytes, const std::string& where,
                            std::vector<std::string>& warnings) {
  ByteReader reader(bytes, where);
  const auto checksum = reader.Read<uint16_t>();
  const auto length = reader.Read<uint32_t>();
  if (length > bytes.size() || length < kFileHeaderBytes + kSectionHeaderBytes) {
    Refuse("the header says " + std::to_string(length) + " bytes, the file has " +
               std::to_string(bytes.size()),
           where);
  }
  bytes = bytes.first(length);
  const uint32_t pointers_length = ReadSectionHeader(bytes.subspan(kFileHeaderBytes), where).length;
  ScpSections sections;
  sections[0] = SectionAt(bytes, kFileHeaderBytes, pointers_length, 0, where);
  ByteReader pointers(sections[0].data, where);
  while (pointers.remaining() >= kPointerBytes) {
    const auto id = pointers.Read<uint16_t>();
    const auto section_length = pointers.Read<uint32_t>();
    const auto index = pointers.Read<uint32_t>();  // of the first byte, from 1
    if (id == 0 || id >= kScpSectionCount || section_length == 0) continue;
    if (index == 0) Refuse("section " + std::to_string(id) + " has no place", where);
    sections[id] = SectionAt(bytes, uint64_t{index} - 1, section_length, id, where);
  }
  if (ScpChecksum(bytes.subspan(kChecksumBytes)) != checksum) {
    warnings.emplace_back("the checksum of the file is wrong: it was edited or damaged");
  }
  return sections;
}

}  // namespace supreme::formats
