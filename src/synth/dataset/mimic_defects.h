// What is wrong with records of MIMIC-IV-ECG, planted into a simulated copy of its layout so that
// importers can be held to finding all of it. Private to this folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "signal/record.h"

namespace supreme {

enum class MimicDefect : uint8_t {
  kNone,
  kNanSamples,      // some samples of one lead are -32768
  kNanLead,         // all samples of one lead are
  kNanRecord,       // all samples of all leads are
  kZeroLead,        // one lead is 0 throughout
  kEmptyReport,     // no text, or nothing but stars and blanks
  kShortReport,     // one, two or three words
  kNoSignalFile,    // the .dat file is missing
  kNoHeader,        // the .hea file is missing
  kCutSignalFile,   // the .dat file is too short
  kSentinels,       // 29999, 32767, -32768, 65535 in numeric columns
  kNoMeasurements,  // no row in machine_measurements.csv
  kNotListed,       // no row in record_list.csv
  kDuplicate,       // both rows twice
  kSubjectsDiffer,  // machine_measurements.csv names another subject
};

// "nan_samples", as planted.csv has it; "" for kNone.
std::string_view MimicDefectName(MimicDefect defect);

// Every fifth record has a defect, each kind in its turn: 70 records have all.
MimicDefect MimicDefectOf(uint64_t record_number);

// The three parts of a defect, before the files are written, on the report, and afterwards.
void SpoilSamples(MimicDefect defect, uint64_t record_number, Record& record);
void SpoilReport(MimicDefect defect, uint64_t record_number, std::vector<std::string>& columns);
void SpoilFiles(MimicDefect defect, const std::filesystem::path& stem);

}  // namespace supreme
