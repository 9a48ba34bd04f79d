// Which kind of ECG file something is.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace supreme::formats {

enum class Format {
  kUnknown,
  kWfdb,     // PhysioNet header (.hea) with its signal files
  kDicom,    // DICOM waveform object
  kScp,      // SCP-ECG, EN 1064
  kAecg,     // HL7 annotated ECG (XML)
  kPhilips,  // Philips / Sierra ECG XML
  kEdf,      // European data format, BDF
  kHdf5,     // SPH, CODE-15 and MATLAB 7.3 layouts
  kMatlab,   // MATLAB level 4 and 5
  kNpy,      // numpy array
  kCsv,      // table of samples
  kFlac,     // signal file of a WFDB record; never sniffed, the header names it
};

// As people call it: "WFDB", "DICOM", "SCP-ECG", "HL7 aECG", "Philips XML", "EDF", "HDF5",
// "MATLAB", "NPY", "CSV", "FLAC", "unknown".
std::string_view FormatName(Format format);
// kUnknown for other names.
Format FormatOfName(std::string_view name);

// So many bytes from the front are enough for SniffFormat.
inline constexpr size_t kSniffBytes = 4096;

// By content where a format has a mark, by the path's ending where it has none (WFDB header, MATLAB
// level 4, SCP-ECG before 1.3, CSV). Never fails. Thread-safe.
Format SniffFormat(std::span<const std::byte> first_bytes, const std::filesystem::path& path);

}  // namespace supreme::formats
