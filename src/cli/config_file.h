// Experiment files (configs/*.toml) as JSON, for ConfigTable::FromJson.
#pragma once

#include <filesystem>

#include "core/json.h"

namespace supreme {

// A TOML 1.0 file as JSON. kNotFound; kCorruptData with file, line and column; kUsage for values
// that settings do not have (dates).
Json ReadTomlFile(const std::filesystem::path& path);

}  // namespace supreme
