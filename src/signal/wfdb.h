// WFDB records (https://physionet.org/physiotools/wag/header-5.htm and signal-5.htm): a text
// header (.hea) and one or more signal files. Formats 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311,
// and 16 at a byte offset ("16+24": the .mat files of the PhysioNet/CinC challenges 2020 and 2021).
// Formats 508, 516 and 524 (FLAC) are read by a decoder that the caller gives.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/atomic_file.h"
#include "signal/record.h"
#include "signal/wfdb_flac.h"

namespace supreme {

struct WfdbSignal {
  std::string file_name;
  int format = 16;
  int samples_per_frame = 1;
  int skew_samples = 0;
  int64_t byte_offset = 0;       // FLAC: samples of each channel instead
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
  // ADC units per mV for every voltage signal in place of the header's gain, for copies whose
  // headers are known to be wrong; 0 = the header's. Each gain that changes is a warning.
  double gain_per_mv = 0.0;
  // Decodes FLAC signal files (formats::ReadFlacFile); without it they are refused.
  FlacReader read_flac = {};
};

// Parses header text. Errors, with "where:line": kCorruptData (malformed), kInvalidInput (over 16
// signals or 1 MiB, multi-segment). A gain of 0 is an error in both modes: the standard reads it as
// "not calibrated", and an assumed gain would change every amplitude. Never throws anything else.
WfdbHeader ParseWfdbHeader(std::string_view text, std::string_view where,
                           const WfdbOptions& options = {});

// The header of a record, found as ReadWfdb finds it. Errors as above, kNotFound, kIo.
WfdbHeader ReadWfdbHeader(const std::filesystem::path& path, const WfdbOptions& options = {});

// Reads a record by its header path ("x.hea"), its signal file or its stem. Samples in mV; invalid
// samples and signals whose unit is no voltage (with a warning) are NaN; several samples of a frame
// are averaged; a skewed signal is moved to the front. Signal files lie beside the header.
// Errors: kNotFound, kIo, kCorruptData (truncated file with expected and actual bytes, checksum or
// initial value wrong in strict mode), kInvalidInput (format or limits), those of
// `options.read_flac`. Limits: 16 leads and as many samples as 16 leads of 20 min at 1 kHz have.
// Thread-safe.
Record ReadWfdb(const std::filesystem::path& path, const WfdbOptions& options = {});

// Digital samples before gain, baseline and skew, [leads][samples × samples per frame]; for exact
// comparison and conversion. The header's sample_count is that of the files.
struct WfdbDigital {
  WfdbHeader header;
  std::vector<std::vector<int32_t>> samples;
};
WfdbDigital ReadWfdbDigital(const std::filesystem::path& path, const WfdbOptions& options = {});

struct WfdbWriteOptions {
  double gain_per_mv = 1000.0;     // ADC units, a whole number of them or with one decimal
  std::string time_and_date = "";  // end of the record line, "14:07:00 05/03/2021"; empty = none
  Durability durability = Durability::kSynced;
};

// Writes format 16, one signal file, with initial values and checksums; gain 1000/mV as PTB-XL.
// Both files appear under `folder`; values beyond ±32767 ADC units are refused (kInvalidInput).
void WriteWfdb(const Record& record, const std::filesystem::path& folder,
               const WfdbWriteOptions& options);
void WriteWfdb(const Record& record, const std::filesystem::path& folder,
               Durability durability = Durability::kSynced);

// The same as format "16+24": samples in a MATLAB v4 file (.mat) with a variable "val", as in the
// PhysioNet/CinC challenges 2020 and 2021.
void WriteWfdbMat(const Record& record, const std::filesystem::path& folder,
                  Durability durability = Durability::kSynced);

}  // namespace supreme
