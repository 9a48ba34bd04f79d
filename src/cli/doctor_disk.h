// How fast, and how full, the disk under a folder is.
#pragma once

#include <filesystem>
#include <vector>

#include "cli/doctor_check.h"

namespace supreme {

// Free space, and the speed of writing 64 MiB (with fsync) and reading them again: a temporary file
// that is removed. kBroken when the folder cannot be written.
std::vector<Check> CheckDisk(const std::filesystem::path& folder);

}  // namespace supreme
