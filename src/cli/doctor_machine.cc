#include "cli/doctor_machine.h"

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFile = 1 << 20;  // bytes read of a file of /proc or /sys
constexpr double kGb = 1024.0 * 1024.0 * 1024.0;
constexpr double kMinMemoryGb = 2.0;  // free: a small training and the program's own data
constexpr uint64_t kMinOpenFiles = 1024;

std::string Text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxFile, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

// The value of the first line "key<spaces>: value".
std::string Field(const std::string& text, const std::string& key) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const size_t colon = line.find(':');
    if (colon == std::string::npos || Trim(line.substr(0, colon)) != key) continue;
    return std::string(Trim(line.substr(colon + 1)));
  }
  return "";
}

// "MemTotal:  8000000 kB" → bytes; 0 when absent.
double MemoryField(const std::string& meminfo, const std::string& key) {
  const std::string value = Field(meminfo, key);
  return static_cast<double>(ParseInt(value.substr(0, value.find(' '))).value_or(0)) * 1024.0;
}

// This process's group folders of a controller, the innermost first. In version 2 there is one
// tree for all controllers (its line is "0::/path").
std::vector<fs::path> GroupFolders(const fs::path& root, const std::string& controller) {
  std::vector<fs::path> folders;
  std::istringstream lines(Text(root / "proc/self/cgroup"));
  for (std::string line; std::getline(lines, line);) {
    const size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    const bool unified = names == ",,";
    if (!unified && names.find("," + controller + ",") == std::string::npos) continue;
    const fs::path base = unified ? root / "sys/fs/cgroup" : root / "sys/fs/cgroup" / controller;
    // In a container the path may be the host's: its base holds the limits then.
    for (fs::path group = fs::path(line.substr(second + 1)).relative_path(); !group.empty();
         group = group.parent_path()) {
      folders.push_back(base / group);
    }
    folders.push_back(base);
  }
  return folders;
}

std::optional<double> Number(const fs::path& path) { return ParseDouble(Trim(Text(path))); }

Check CheckProcessor(const std::string& cpuinfo) {
  std::string name = Field(cpuinfo, "model name");
  const std::string flags = " " + Field(cpuinfo, "flags") + " " + Field(cpuinfo, "Features") + " ";
  constexpr std::array<const char*, 11> kTold = {"avx2",        "fma",      "f16c",     "avx512f",
                                                 "avx512_bf16", "amx_tile", "amx_bf16", "asimd",
                                                 "sve",         "bf16",     "asimdhp"};
  std::string told;
  const auto has = [&](const std::string& flag) {
    return flags.find(" " + flag + " ") != std::string::npos;
  };
  for (const char* flag : kTold) {
    if (has(flag)) told += std::string(told.empty() ? "" : " ") + flag;
  }
  if (name.empty()) name = "unknown processor";
  Check check{"processor", CheckLevel::kGood, name + (told.empty() ? "" : "; " + told), ""};
  const bool x86 = has("sse2");
  if (x86 && !has("avx2")) {
    check.level = CheckLevel::kWarning;
    check.hint = "a processor with AVX2, on which training is several times faster";
  }
  return check;
}

Check CheckBf16(const std::string& cpuinfo) {
  const std::string flags = " " + Field(cpuinfo, "flags") + " " + Field(cpuinfo, "Features") + " ";
  for (const char* flag : {" amx_bf16 ", " avx512_bf16 ", " bf16 "}) {
    if (flags.find(flag) != std::string::npos) {
      return {"bf16", CheckLevel::kGood, "in hardware: train.precision=bf16 can pay on the CPU",
              ""};
    }
  }
  return {"bf16", CheckLevel::kAbsent, "not in hardware: fp32 is faster on this CPU", ""};
}

Check CheckCores(const MachineView& machine) {
  const auto limit = CgroupCores(machine.root);
  Check check{"cores", CheckLevel::kGood, std::to_string(machine.usable_cores), ""};
  if (!limit) return check;
  check.value += ", limited to " + FormatFixed(*limit, 1) + " by its control group";
  if (*limit + 0.01 < static_cast<double>(machine.usable_cores)) {
    const auto threads = std::max<int64_t>(1, std::llround(std::floor(*limit)));
    check.level = CheckLevel::kWarning;
    check.hint = "--set train.threads=" + std::to_string(threads) +
                 ", since more threads than that wait for each other";
  }
  return check;
}

Check CheckThreads(const MachineView& machine) {
  std::string value;
  for (const char* name : {"OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT"}) {
    const std::string set = machine.environment(name);
    if (!set.empty()) value += (value.empty() ? "" : ", ") + std::string(name) + "=" + set;
  }
  Check check{"threads", CheckLevel::kGood, value.empty() ? "one a core" : value, ""};
  const auto threads = ParseInt(machine.environment("OMP_NUM_THREADS"));
  if (threads && *threads > static_cast<int64_t>(machine.usable_cores)) {
    check.level = CheckLevel::kWarning;
    check.hint = "unset OMP_NUM_THREADS: it asks for more threads than there are cores";
  }
  return check;
}

Check CheckMemory(const MachineView& machine) {
  const std::string meminfo = Text(machine.root / "proc/meminfo");
  const double total = MemoryField(meminfo, "MemTotal") / kGb;
  double free = MemoryField(meminfo, "MemAvailable") / kGb;
  if (total <= 0.0) return {"memory", CheckLevel::kWarning, "unknown", "a mounted /proc"};
  std::string value = FormatFixed(free, 1) + " of " + FormatFixed(total, 1) + " GB free";
  if (const auto limit = CgroupMemoryBytes(machine.root)) {
    value += ", limited to " + FormatFixed(static_cast<double>(*limit) / kGb, 1) +
             " GB by its control group";
    free = std::min(free, static_cast<double>(*limit) / kGb);
  }
  if (free >= kMinMemoryGb) return {"memory", CheckLevel::kGood, value, ""};
  return {"memory", CheckLevel::kWarning, value, "a smaller train.batch_size and train.cache_mb"};
}

Check CheckOpenFiles(uint64_t limit) {
  const std::string value = std::to_string(limit);
  if (limit >= kMinOpenFiles) return {"open files", CheckLevel::kGood, value, ""};
  return {"open files", CheckLevel::kWarning, value, "ulimit -n 4096"};
}

Check CheckLocale(const MachineView& machine) {
  std::string locale;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (locale.empty()) locale = machine.environment(name);
  }
  const std::string lower = AsciiLower(locale);
  const bool utf8 =
      lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
  if (utf8) return {"locale", CheckLevel::kGood, locale, ""};
  return {"locale", CheckLevel::kWarning,
          (locale.empty() ? "none" : locale) + ", so bars may look odd on this terminal",
          "export LANG=C.UTF-8"};
}

Check CheckGpuDriver(const fs::path& root) {
  std::set<std::string> models;
  size_t count = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(root / "proc/driver/nvidia/gpus", error)) {
    const std::string model = Field(Text(entry.path() / "information"), "Model");
    models.insert(model.empty() ? "GPU of unknown model" : model);
    ++count;
  }
  if (count == 0) {
    return {"GPU driver", CheckLevel::kAbsent, "no NVIDIA driver, so training runs on the CPU", ""};
  }
  std::string names;
  for (const std::string& model : models) names += (names.empty() ? "" : ", ") + model;
  return {"GPU driver", CheckLevel::kGood, std::to_string(count) + " × " + names, ""};
}

}  // namespace

MachineView ThisMachine() {
  MachineView machine;
  machine.environment = [](const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return std::string(value != nullptr ? value : "");
  };
  cpu_set_t cores;
  if (::sched_getaffinity(0, sizeof cores, &cores) == 0) {
    machine.usable_cores = static_cast<size_t>(CPU_COUNT(&cores));
  }
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0) machine.max_open_files = files.rlim_cur;
  return machine;
}

std::optional<double> CgroupCores(const fs::path& root) {
  std::optional<double> least;
  const auto take = [&](double quota, double period) {
    if (quota > 0.0 && period > 0.0)
      least = std::min(least.value_or(quota / period), quota / period);
  };
  for (const fs::path& folder : GroupFolders(root, "cpu")) {
    const std::string text(Trim(Text(folder / "cpu.max")));  // "200000 100000" or "max 100000"
    const size_t space = text.find(' ');
    if (space != std::string::npos) {
      take(ParseDouble(text.substr(0, space)).value_or(0.0),
           ParseDouble(text.substr(space + 1)).value_or(0.0));
    }
    take(Number(folder / "cpu.cfs_quota_us").value_or(0.0),
         Number(folder / "cpu.cfs_period_us").value_or(0.0));
  }
  return least;
}

std::optional<uint64_t> CgroupMemoryBytes(const fs::path& root) {
  constexpr double kNoLimit = 1e15;  // version 1 writes about 9e18 for "none"
  std::optional<uint64_t> least;
  for (const fs::path& folder : GroupFolders(root, "memory")) {
    for (const char* name : {"memory.max", "memory.limit_in_bytes"}) {
      const auto limit = Number(folder / name);
      if (!limit || *limit <= 0.0 || *limit >= kNoLimit) continue;
      least = std::min(least.value_or(UINT64_MAX), static_cast<uint64_t>(*limit));
    }
  }
  return least;
}

std::vector<Check> CheckMachine(const MachineView& machine) {
  const std::string cpuinfo = Text(machine.root / "proc/cpuinfo");
  return {CheckProcessor(cpuinfo), CheckBf16(cpuinfo),
          CheckCores(machine),     CheckThreads(machine),
          CheckMemory(machine),    CheckOpenFiles(machine.max_open_files),
          CheckLocale(machine),    CheckGpuDriver(machine.root)};
}

}  // namespace supreme
