// What the machine offers: processor, memory, limits, GPU driver.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/doctor_check.h"

namespace supreme {

// Where the facts are read, so that tests can give others.
struct MachineView {
  std::filesystem::path root = "/";                                 // holds proc/ and sys/
  std::function<std::string(const std::string& name)> environment;  // "" for an unset variable
  size_t usable_cores = 1;  // that this process may run on, before the cgroup's limit
  uint64_t max_open_files = 0;
};
// This machine and process.
MachineView ThisMachine();

// Cores' worth of time and bytes that the process's control group may use (cgroup v1 and v2);
// nothing where there is no limit.
std::optional<double> CgroupCores(const std::filesystem::path& root);
std::optional<uint64_t> CgroupMemoryBytes(const std::filesystem::path& root);

// Processor and its instructions, cores, threads of OpenMP, memory, open files, locale, GPU driver.
std::vector<Check> CheckMachine(const MachineView& machine);

}  // namespace supreme
