// What a reader is told where a format does not say it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace supreme::formats {

// Most leads and samples (all leads together) of one record, whatever the format: 16 leads of
// 20 min at 1 kHz, as for WFDB.
inline constexpr size_t kMaxLeads = 64;
inline constexpr size_t kMaxSamples = size_t{16} * 1'200'000;

// A file that does say a thing wins over the option.
struct ReadOptions {
  double sample_rate_hz = 0;            // 0 = not told
  std::string unit;                     // "mV", "uV", "V" or "nV"; empty = not told
  std::vector<std::string> lead_names;  // in the order of the file; empty = not told
  size_t record_index = 0;              // of a file with several records, from 0
};

// Millivolts in one unit of this name, in any case ("uV", "µV"); nothing when it is no voltage.
std::optional<double> MillivoltsPerUnit(std::string_view unit);

// For formats without units: as told in the options. kInvalidInput naming `--unit` otherwise.
double ToldMillivoltsPerUnit(const ReadOptions& options, std::string_view where);
// For formats without a rate: as told. kInvalidInput naming `--rate` when not, or when not between
// 1 and 100,000 Hz.
double ToldSampleRate(const ReadOptions& options, std::string_view where);

// For formats without lead names: as told when the count fits; else the twelve standard names when
// there are 12 leads, with a warning. kInvalidInput naming `--leads` otherwise.
std::vector<std::string> ToldLeadNames(const ReadOptions& options, size_t lead_count,
                                       std::string_view where, std::vector<std::string>& warnings);

}  // namespace supreme::formats
