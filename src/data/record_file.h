// Records of a dataset, whatever the format of their files.
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
  size_t ahead = 1;        // records of that file from `index` on that are wanted soon
  double gain_per_mv = 0;  // WFDB: ADC units per mV in place of the header's; 0 = the header's
  // Reader's warnings with one of these words are dropped: what all files of a dataset carry.
  std::span<const std::string_view> known_quirks = {};
};

// Most records that are read at once: 13 MB of CODE-15 %.
inline constexpr size_t kMaxAhead = 64;

// Reads WFDB by its header or stem; ".mat" without a header beside it as MATLAB 5 struct
// (CPSC-2018); ".h5" and ".hdf5" as HDF5 (SPH, CODE-15 %). Of a file with several records it reads
// `ahead` at once and keeps them, since each reading starts a process. Not thread-safe.
class RecordFileReader {
 public:
  // Errors: those of formats::ReadWfdbFile and formats::OpenRange; another record that cannot be
  // read is no reason for one.
  Record Read(const std::filesystem::path& path, const RecordFileOptions& options = {});

 private:
  Record ReadOfMany(const std::filesystem::path& path, const RecordFileOptions& options);

  std::filesystem::path path_;  // of the file whose records are kept
  size_t first_ = 0;            // index of the first of them
  size_t asked_ = 0;            // how many were asked for; none is kept when one of them is broken
  std::vector<Record> records_;
};

// The exam of each tracing of a CODE-15 % file, in order, from its dataset "exam_id". Errors as
// above.
std::vector<int64_t> ReadExamIds(const std::filesystem::path& path);

}  // namespace supreme
