// WFDB records (https://physionet.org/physiotools/wag/header-5.htm and signal-5.htm): a text
// header (.hea) and one or more signal files. Formats 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311,
// and 16 at a byte offset ("16+24": the .mat files of the PhysioNet/CinC challenges 2020 and 2021).
// Formats 508, 516 and 524 (FLAC) are refused with a hint.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/atomic_file.h"
#include "signal/record.h"

namespace supreme {

struct WfdbSignal {
  std::string file_name;
  int format = 16;
  int samples_per_frame = 1;
  int skew_samples = 0;
  int64_t byte_offset = 0;
  double gain_per_unit = 200.0;  // ADC units per physical unit
  int64_t baseline = 0;          // ADC value of 0 physical units
  std::string unit = "mV";
  int64_t adc_zero = 0;
  bool has_initial_value = false;
  int64_t initial_value = 0;
  bool has_checksum = false;
  int64_t checksum = 0;     // sum of all samples modulo 2^16
  std::string description;  // lead name
};

struct WfdbHeader {
  std::string record_name;
  double sample_rate_hz = 250.0;  // WFDB's default
  int64_t sample_count = 0;       // 0 = not stated
  std::vector<WfdbSignal> signals;
  std::vector<std::string> comments;
  std::vector<std::string> warnings;
};

struct WfdbOptions {
  // Strict: anything the standard does not allow is an error. Lenient (default): what field data
  // are known to carry (odd dates, gain 0 → error all the same, wrong checksum) is a warning.
  bool strict = false;
};

// Parses header text. Errors, with "where:line": kCorruptData (malformed), kInvalidInput (over 16
// signals or 1 MiB, multi-segment). A gain of 0 is an error in both modes: the standard reads it as
// "not calibrated", and an assumed gain would change every amplitude. Never throws anything else.
WfdbHeader ParseWfdbHeader(std::string_view text, std::string_view where,
                           const WfdbOptions& options = {});

// Reads a record by its header path ("x.hea"), its signal file or its stem. Samples in mV; invalid
// samples and signals whose unit is no voltage (with a warning) are NaN; several samples of a frame
// are averaged; a skewed signal is moved to the front. Signal files lie beside the header.
// Errors: kNotFound, kIo, kCorruptData (truncated file with expected and actual bytes, checksum or
// initial value wrong in strict mode), kInvalidInput (format or limits). Limits: 16 leads and as
// many samples as 16 leads of 10 min at 1 kHz have. Thread-safe.
Record ReadWfdb(const std::filesystem::path& path, const WfdbOptions& options = {});

// Digital samples before gain, baseline and skew, [leads][samples × samples per frame]; for exact
// comparison and conversion. The header's sample_count is that of the files.
struct WfdbDigital {
  WfdbHeader header;
  std::vector<std::vector<int32_t>> samples;
};
WfdbDigital ReadWfdbDigital(const std::filesystem::path& path, const WfdbOptions& options = {});

// Writes format 16, one signal file, gain 1000/mV, with initial values and checksums, as PTB-XL.
// Both files appear under `folder`; values beyond ±32.767 mV are refused (kInvalidInput).
void WriteWfdb(const Record& record, const std::filesystem::path& folder,
               Durability durability = Durability::kSynced);

// The same as format "16+24": samples in a MATLAB v4 file (.mat) with a variable "val", as in the
// PhysioNet/CinC challenges 2020 and 2021.
void WriteWfdbMat(const Record& record, const std::filesystem::path& folder,
                  Durability durability = Durability::kSynced);

}  // namespace supreme
