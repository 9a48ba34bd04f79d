// One record of a dataset, whatever the format of its file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "signal/record.h"

namespace supreme {

struct RecordFileOptions {
  size_t index = 0;        // of a file with several records (CODE-15 %)
  double gain_per_mv = 0;  // WFDB: ADC units per mV in place of the header's; 0 = the header's
  // Reader's warnings with one of these words are dropped: what all files of a dataset carry.
  std::span<const std::string_view> known_quirks;
};

// WFDB by its header or stem; ".mat" without a header beside it as MATLAB 5 struct (CPSC-2018);
// ".h5" and ".hdf5" as HDF5 (SPH, CODE-15 %). Errors: those of ReadWfdb and
// formats::OpenRecord. Thread-safe.
Record ReadRecordFile(const std::filesystem::path& path, const RecordFileOptions& options = {});

// Dataset "exam_id" of a CODE-15 % file: the exam of each of its tracings, in order. Errors as
// above.
std::vector<int64_t> ReadExamIds(const std::filesystem::path& path);

}  // namespace supreme
