// What this program is, for run.json, packs and bug reports.
#pragma once

#include <string_view>

namespace supreme {

std::string_view Version();    // "0.1.0"
std::string_view GitCommit();  // short hash at configure time, or "unknown"

}  // namespace supreme
