// WFDB records whatever the format of their signal files: those in FLAC go to supreme-open.
#pragma once

#include <filesystem>

#include "formats/helper_process.h"
#include "signal/record.h"
#include "signal/wfdb.h"

namespace supreme::formats {

// Decodes a FLAC signal file in supreme-open (ADR 16): one process per file. `program` empty =
// HelperProgram(). Errors: kNotFound, kIo, kCorruptData, kInvalidInput, kTimeout, kUnavailable.
// Thread-safe.
FlacSignals ReadFlacFile(const std::filesystem::path& path,
                         const std::filesystem::path& program = {},
                         const HelperLimits& limits = {});

// ReadWfdb with FLAC signal files. Errors: those of both.
Record ReadWfdbFile(const std::filesystem::path& header, WfdbOptions options = {},
                    const std::filesystem::path& program = {}, const HelperLimits& limits = {});

}  // namespace supreme::formats
