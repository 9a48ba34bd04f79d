// What pack reader and writer agree on: file names, words and the step from int16 to millivolts.
#pragma once

#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

#include "signal/record.h"

namespace supreme {

inline constexpr std::string_view kPackFormat = "supreme-pack";
inline constexpr uint64_t kPackFormatVersion = 1;
inline constexpr std::string_view kPackJsonName = "pack.json";
inline constexpr std::string_view kManifestName = "manifest.csv";
inline constexpr std::string_view kCodesName = "codes.csv";
inline constexpr std::string_view kReportsName = "reports.csv";
inline constexpr std::string_view kImportReportName = "import_report.csv";
inline constexpr std::string_view kMeasurementsName = "measurements.csv";
inline constexpr std::string_view kSplitName = "split.csv";
// Folder with what an import that can go on knows of its finished shards; gone when it is done.
inline constexpr std::string_view kUnfinishedName = ".import";
// Stands in the names of files that are being written (core/atomic_file.h).
inline constexpr std::string_view kTemporaryMark = ".tmp-";

// Millivolts per step of records whose samples are whole microvolts: kept without any loss.
inline constexpr float kMicrovoltScale = 0.001f;

inline std::string ShardName(size_t index) {
  char name[40];
  std::snprintf(name, sizeof name, "shard-%05zu.safetensors", index);
  return name;
}

inline std::string_view SexWord(Sex sex) {
  return sex == Sex::kMale ? "male" : sex == Sex::kFemale ? "female" : "";
}

inline Sex ParseSexWord(std::string_view word) {
  return word == "male" ? Sex::kMale : word == "female" ? Sex::kFemale : Sex::kUnknown;
}

// Division by 1000 gives the float nearest to the recorded value; 0.001f itself is inexact.
inline void DequantiseLead(std::span<const int16_t> stored, float scale, std::span<float> mv) {
  if (scale == kMicrovoltScale) {
    for (size_t i = 0; i < stored.size(); ++i) mv[i] = static_cast<float>(stored[i]) / 1000.0f;
  } else {
    for (size_t i = 0; i < stored.size(); ++i) mv[i] = static_cast<float>(stored[i]) * scale;
  }
}

}  // namespace supreme
