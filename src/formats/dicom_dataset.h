// DICOM's data elements (PS3.5): tags and values, and items of sequences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme::formats {

struct DicomElement;

// The elements of a file or of an item, in the order of the file. Values are views of its bytes.
struct DicomDataset {
  std::vector<DicomElement> elements;

  const DicomElement* Find(uint32_t tag) const;
  // Items of a sequence; none when it is absent.
  std::span<const DicomDataset> Items(uint32_t tag) const;
  // Text without padding, as UTF-8 on one line; empty when absent.
  std::string Text(uint32_t tag) const;
  // First number of a decimal string (DS, IS); nothing when absent, empty or no number.
  std::optional<double> Decimal(uint32_t tag) const;
  // First number of a binary value (US, UL); nothing when absent or too short.
  std::optional<uint32_t> Unsigned(uint32_t tag) const;
};

struct DicomElement {
  uint32_t tag = 0;                  // group in the upper half
  std::span<const std::byte> value;  // empty for sequences
  std::vector<DicomDataset> items;
};

constexpr uint32_t DicomTag(uint32_t group, uint32_t element) { return group << 16 | element; }

struct DicomFile {
  std::string transfer_syntax;
  DicomDataset dataset;
};

// Reads a file with or without preamble, in implicit or explicit little-endian transfer syntax;
// stops before pixel data. Errors: kInvalidInput (other transfer syntax, with what converts it),
// kCorruptData (an element beyond the end, nesting over 16, over 500,000 elements). The result
// views `bytes`.
DicomFile ParseDicom(std::span<const std::byte> bytes, std::string_view where);

}  // namespace supreme::formats
