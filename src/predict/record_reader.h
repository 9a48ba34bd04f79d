// Any file that holds an ECG, and all such files below a folder.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "signal/record.h"
#include "signal/wfdb.h"

namespace supreme {

// Reads a WFDB record by its header (.hea), signal file (.dat, .mat) or stem.
// Errors: kNotFound, kInvalidInput for other kinds of file (says which can be read), and those of
// ReadWfdb. Thread-safe.
Record ReadAnyRecord(const std::filesystem::path& path, const WfdbOptions& options = {});

// Files as given; a folder stands for all headers below it, sorted by path.
// kNotFound for a path that is not there or a folder without records.
std::vector<std::filesystem::path> FindRecords(std::span<const std::string> paths);

}  // namespace supreme
