// Reads the results that `supreme eval` wrote: "zero-shot" (format: eval/zero_shot_output.h),
// "scores" of any system (eval/scores_output.h) and "overlap" (eval/overlap_output.h).
#pragma once

#include <filesystem>
#include <vector>

#include "report/report_data.h"

namespace supreme {

// Errors: kNotFound; kCorruptData naming the file and the key; kInvalidInput for a result of
// another kind.
ReportTask ReadResultFile(const std::filesystem::path& path);

// All *.json of a folder by name, without results of other kinds; none when there is no such
// folder.
std::vector<ReportTask> ReadResultFolder(const std::filesystem::path& folder);

}  // namespace supreme
