#include "formats/format.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <utility>

#include "core/numbers.h"

namespace supreme::formats {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array<std::pair<Format, std::string_view>, 12> kNames = {{
    {Format::kUnknown, "unknown"},
    {Format::kWfdb, "WFDB"},
    {Format::kDicom, "DICOM"},
    {Format::kScp, "SCP-ECG"},
    {Format::kAecg, "HL7 aECG"},
    {Format::kPhilips, "Philips XML"},
    {Format::kEdf, "EDF"},
    {Format::kHdf5, "HDF5"},
    {Format::kMatlab, "MATLAB"},
    {Format::kNpy, "NPY"},
    {Format::kCsv, "CSV"},
    {Format::kFlac, "FLAC"},
}};

bool HasAt(std::string_view bytes, size_t offset, std::string_view mark) {
  return bytes.size() >= offset + mark.size() && bytes.substr(offset, mark.size()) == mark;
}

// The signature stands at 0 or after a user block of 512, 1024, … bytes.
bool IsHdf5(std::string_view bytes) {
  constexpr std::string_view kMark = "\x89HDF\r\n\x1a\n"sv;
  if (HasAt(bytes, 0, kMark)) return true;
  for (size_t offset = 512; offset < bytes.size(); offset *= 2) {
    if (HasAt(bytes, offset, kMark)) return true;
  }
  return false;
}

bool IsMatlab5(std::string_view bytes) {
  return HasAt(bytes, 124, "\x00\x01IM"sv) || HasAt(bytes, 124, "\x01\x00MI"sv);
}

uint32_t Number(std::string_view bytes, size_t offset) {
  uint32_t value = 0;
  std::memcpy(&value, bytes.data() + offset, sizeof(value));
  return value;
}

// Five numbers: type MOPT, rows, columns, imaginary, length of the name.
bool IsMatlab4(std::string_view bytes) {
  if (bytes.size() < 20) return false;
  const uint32_t name_length = Number(bytes, 16);
  return Number(bytes, 0) <= 4052 && Number(bytes, 12) <= 1 && name_length >= 1 &&
         name_length <= 64;
}

// Group 0008 first, as in files without preamble: implicit length, or a value representation.
bool IsBareDicom(std::string_view bytes) {
  return HasAt(bytes, 0, "\x08\x00"sv) && bytes.size() >= 8 && bytes[3] == '\0';
}

// Plain text of an XML file that may be UTF-16.
std::string WithoutNulBytes(std::string_view bytes) {
  std::string text;
  std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(text),
               [](char c) { return c != '\0'; });
  return text;
}

// Name of the first element without its namespace prefix; empty when it is no XML.
std::string RootElement(std::string_view bytes) {
  const std::string text = WithoutNulBytes(bytes);
  const size_t start = text.find('<');
  if (start == std::string::npos || start > 8) return {};  // byte-order mark and blanks
  for (size_t at = start; at != std::string::npos;) {
    const std::string_view rest = std::string_view(text).substr(at);
    if (rest.starts_with("<!--")) {
      at = text.find("-->", at);
    } else if (rest.starts_with("<?") || rest.starts_with("<!")) {
      at = text.find('>', at);
    } else {
      std::string name(rest.substr(1, rest.find_first_of(" \t\r\n/>", 1) - 1));
      if (const size_t colon = name.find(':'); colon != std::string::npos) name.erase(0, colon + 1);
      return name;
    }
    if (at != std::string::npos) at = text.find('<', at);
  }
  return {};
}

bool IsText(std::string_view bytes) {
  return !bytes.empty() && std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\r' && c != '\n';
  });
}

Format SniffByEnding(std::string_view bytes, const std::string& ending) {
  if (ending == ".mat" && IsMatlab4(bytes)) return Format::kMatlab;
  if (ending == ".scp" && bytes.size() >= 16) return Format::kScp;
  if ((ending == ".dcm" || ending == ".dicom") && IsBareDicom(bytes)) return Format::kDicom;
  const bool is_table = ending == ".csv" || ending == ".tsv" || ending == ".txt";
  if (is_table && IsText(bytes)) return Format::kCsv;
  return Format::kUnknown;
}

}  // namespace

std::string_view FormatName(Format format) {
  for (const auto& [named, name] : kNames) {
    if (named == format) return name;
  }
  return "unknown";
}

Format FormatOfName(std::string_view name) {
  for (const auto& [format, known] : kNames) {
    if (known == name) return format;
  }
  return Format::kUnknown;
}

Format SniffFormat(std::span<const std::byte> first_bytes, const std::filesystem::path& path) {
  const std::string ending = AsciiLower(path.extension().string());
  if (ending == ".hea") return Format::kWfdb;
  const std::string_view bytes(reinterpret_cast<const char*>(first_bytes.data()),
                               first_bytes.size());
  if (HasAt(bytes, 128, "DICM")) return Format::kDicom;
  if (IsHdf5(bytes)) return Format::kHdf5;
  if (IsMatlab5(bytes)) return Format::kMatlab;
  if (HasAt(bytes, 0, "\x93NUMPY"sv)) return Format::kNpy;
  if (HasAt(bytes, 0, "0       "sv) || HasAt(bytes, 0,
                                             "\xFF"
                                             "BIOSEMI"sv))
    return Format::kEdf;
  if (HasAt(bytes, 16, "SCPECG"sv)) return Format::kScp;
  const std::string root = RootElement(bytes);
  if (root == "AnnotatedECG") return Format::kAecg;
  if (root == "restingecgdata") return Format::kPhilips;
  return SniffByEnding(bytes, ending);
}

}  // namespace supreme::formats
