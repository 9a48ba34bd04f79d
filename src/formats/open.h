// Opens any ECG file, whatever its format.
#pragma once

#include <cstddef>
#include <filesystem>

#include "formats/format.h"
#include "formats/helper_process.h"
#include "formats/read_options.h"
#include "formats/record_answer.h"
#include "signal/record.h"

namespace supreme::formats {

struct OpenOptions {
  ReadOptions read;
  bool strict = false;            // WFDB only: refuse what bends the standard
  std::filesystem::path program;  // reader of hostile formats; empty = HelperProgram()
  HelperLimits limits;
};

// The format OpenRecord would read a path as; kUnknown for files of other kinds. A WFDB record is
// found by its header, its signal file or their common name. Errors: kNotFound, kIo, kInvalidInput
// (no regular file).
Format DetectFormat(const std::filesystem::path& path);

// Reads the record of a file. "FILE#3" is record 3 of a file with several (HDF5 of CODE-15);
// without it the first one is read, with a warning. WFDB, CSV and NPY are read in this process;
// FLAC signal files and formats whose files may attack their reader are read by supreme-open, which
// has no network, no files and bounded memory and time. Errors: kNotFound, kIo, kInvalidInput
// (unknown format: says which can be read; an option is missing), kCorruptData, kTimeout,
// kUnavailable. Thread-safe.
Record OpenRecord(const std::filesystem::path& path, const OpenOptions& options = {});

// Records `first` to `first + count - 1` of a file, fewer at its end; the answer's total says how
// many there are. kNotFound when `first` is beyond the end. "FILE#3" has one record.
RecordAnswer OpenRange(const std::filesystem::path& path, size_t first, size_t count,
                       const OpenOptions& options = {});

// The ids of all records of a file, in order, without their samples. Errors as OpenRecord.
std::vector<std::string> ReadRecordIds(const std::filesystem::path& path,
                                       const OpenOptions& options = {});

// True when the path names a file, a WFDB record or a record of a file ("FILE#3").
bool RecordExists(const std::filesystem::path& path);

}  // namespace supreme::formats
