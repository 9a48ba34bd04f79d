// Reads the results that `supreme eval` wrote (format: eval/zero_shot_output.h).
#pragma once

#include <filesystem>
#include <vector>

#include "report/report_data.h"

namespace supreme {

// Errors: kNotFound, kCorruptData naming the file and the key.
ReportTask ReadResultFile(const std::filesystem::path& path);

// All *.json of a folder by name; none when there is no such folder.
std::vector<ReportTask> ReadResultFolder(const std::filesystem::path& folder);

}  // namespace supreme
