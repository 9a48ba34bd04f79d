// Writes SCP-ECG files with made samples, for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "formats/scp_sections.h"
#include "tests/formats/made_files.h"
#include "tests/formats/xli_writer.h"

namespace supreme::formats {

struct ScpLead {
  int id = 1;
  std::vector<int> samples;
  uint32_t first = 1;
};

// What a test wants of its file; the rest is as devices write it.
struct ScpFile {
  std::vector<ScpLead> leads;
  int difference_order = 2;
  bool has_huffman = true;
  int flags = 0x64;
  int bimodal = 0;
  std::string patient = std::string("\x04\x03\x00\x35\x00\x01", 6) +  // 53 years
                        std::string("\x08\x01\x00\x02", 4) + std::string("\xFF\x00\x00", 3);
  std::string huffman = LittleEndian(19999, 2);
};

// In the standard's default table.
inline void PutHuffman(int value, BitWriter& bits) {
  const int magnitude = value < 0 ? -value : value;
  if (value == 0) {
    bits.PutBit(0);
  } else if (magnitude <= 8) {
    for (int i = 0; i < magnitude; ++i) bits.PutBit(1);
    bits.PutBit(0);
    bits.PutBit(value < 0 ? 1 : 0);
  } else if (magnitude < 128) {
    bits.Put(0x3FE, 10);
    bits.Put(static_cast<uint32_t>(value) & 0xFF, 8);
  } else {
    bits.Put(0x3FF, 10);
    bits.Put(static_cast<uint32_t>(value) & 0xFFFF, 16);
  }
}

inline std::string EncodeScpLead(const ScpFile& file, const std::vector<int>& samples) {
  BitWriter bits;
  std::string words;
  for (size_t i = 0; i < samples.size(); ++i) {
    int value = samples[i];
    if (file.difference_order == 1 && i >= 1) value -= samples[i - 1];
    if (file.difference_order == 2 && i >= 2) value -= 2 * samples[i - 1] - samples[i - 2];
    if (file.has_huffman) PutHuffman(value, bits);
    words += LittleEndian(static_cast<uint32_t>(value), 2);
  }
  std::string bytes = file.has_huffman ? bits.bytes() : words;
  if (bytes.size() % 2 != 0) bytes += '\0';
  return bytes;
}

// A section with its header.
inline std::string ScpSectionBytes(uint32_t id, const std::string& data) {
  const std::string rest = LittleEndian(id, 2) +
                           LittleEndian(static_cast<uint32_t>(data.size() + 16), 4) + "\x14\x14" +
                           std::string(6, '\0') + data;
  return LittleEndian(ScpChecksum(AsBytes(rest)), 2) + rest;
}

// A file of these sections, each of them with its number.
inline std::string ScpBytes(const std::vector<std::pair<uint32_t, std::string>>& sections) {
  const size_t pointers_size = 16 + 10 * (sections.size() + 1);
  std::string pointers = LittleEndian(0, 2) +
                         LittleEndian(static_cast<uint32_t>(pointers_size), 4) + LittleEndian(7, 4);
  size_t at = 6 + pointers_size;
  std::string body;
  for (const auto& [id, data] : sections) {
    const std::string bytes = ScpSectionBytes(id, data);
    pointers += LittleEndian(id, 2) + LittleEndian(static_cast<uint32_t>(bytes.size()), 4) +
                LittleEndian(static_cast<uint32_t>(at + 1), 4);
    at += bytes.size();
    body += bytes;
  }
  const std::string rest =
      LittleEndian(static_cast<uint32_t>(at), 4) + ScpSectionBytes(0, pointers) + body;
  return LittleEndian(ScpChecksum(AsBytes(rest)), 2) + rest;
}

inline std::string WriteScp(const ScpFile& file) {
  std::string leads = LittleEndian(static_cast<uint32_t>(file.leads.size()), 1) +
                      LittleEndian(static_cast<uint32_t>(file.flags), 1);
  // 2500 nV a step, 2000 us between samples
  std::string lengths;
  std::string data;
  for (const ScpLead& lead : file.leads) {
    const std::string bytes = EncodeScpLead(file, lead.samples);
    leads += LittleEndian(lead.first, 4) +
             LittleEndian(lead.first + static_cast<uint32_t>(lead.samples.size()) - 1, 4) +
             LittleEndian(static_cast<uint32_t>(lead.id), 1);
    lengths += LittleEndian(static_cast<uint32_t>(bytes.size()), 2);
    data += bytes;
  }
  const std::string rhythm = LittleEndian(2500, 2) + LittleEndian(2000, 2) +
                             LittleEndian(static_cast<uint32_t>(file.difference_order), 1) +
                             LittleEndian(static_cast<uint32_t>(file.bimodal), 1) + lengths + data;
  std::vector<std::pair<uint32_t, std::string>> sections = {{1, file.patient}};
  if (file.has_huffman) sections.emplace_back(2, file.huffman);
  sections.emplace_back(3, leads);
  sections.emplace_back(6, rhythm);
  return ScpBytes(sections);
}

}  // namespace supreme::formats
