#include "report/run_summary.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>

#include "core/atomic_file.h"
#include "core/config_table.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "engine/model_config.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 8;
constexpr size_t kMaxEntries = 200'000;      // of a search, and of a run's files
constexpr uint64_t kMaxRunJson = 16 << 20;   // bytes
constexpr std::streamoff kTail = 64 * 1024;  // bytes of metrics.jsonl that are read

// Does a lock on this file exist? Nothing when the kernel does not say.
std::optional<bool> IsLocked(const struct stat& file) {
  std::ifstream locks("/proc/locks");
  if (!locks) return std::nullopt;
  const std::string end = ":" + std::to_string(file.st_ino);
  std::string line;
  while (std::getline(locks, line)) {
    // "1: FLOCK  ADVISORY  WRITE 1234 08:01:567 0 EOF"
    const size_t place = line.find(end + " ");
    if (place != std::string::npos && line.find("FLOCK") != std::string::npos) return true;
  }
  return false;
}

// The lock file holds "PID on HOST". On another machine, a run that wrote lately is taken to live.
bool IsRunning(const fs::path& run, double age_seconds) {
  constexpr double kLately = 600.0;
  const fs::path path = run / "lock";
  struct stat file {};
  if (::lstat(path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return false;
  const std::string owner(Trim(ReadFile(path, 4096)));
  std::array<char, 128> host{};
  ::gethostname(host.data(), host.size() - 1);
  const auto pid = ParseInt(owner.substr(0, owner.find(' ')));
  if (!pid || *pid <= 0 || !owner.ends_with(" on " + std::string(host.data()))) {
    return age_seconds < kLately;
  }
  const bool lives = ::kill(static_cast<pid_t>(*pid), 0) == 0 || errno == EPERM;
  // Another process may have got the number of a killed one.
  return lives && IsLocked(file).value_or(true);
}

double AgeSeconds(const fs::path& file) {
  std::error_code error;
  const auto time = fs::last_write_time(file, error);
  if (error) return 0.0;
  return std::chrono::duration<double>(fs::file_time_type::clock::now() - time).count();
}

uint64_t FolderBytes(const fs::path& folder) {
  std::error_code error;
  uint64_t bytes = 0;
  size_t entries = 0;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator() && ++entries < kMaxEntries;
       entry.increment(error)) {
    std::error_code ignored;
    if (!entry->is_symlink(ignored) && entry->is_regular_file(ignored)) {
      const auto size = entry->file_size(ignored);
      if (!ignored) bytes += size;
    }
  }
  return bytes;
}

std::optional<double> NumberAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

// The name of the preset that has all these settings.
std::string ModelName(const Json& run) {
  const Json::json_pointer place("/config/model");
  if (!run.contains(place) || !run.at(place).is_object()) return "";
  const Json& model = run.at(place);
  for (const std::string& name : ModelPresetNames()) {
    ModelConfig preset = ModelPreset(name);
    const Json settings = Json::parse(ConfigTable::Of(preset).ToJson().dump());
    if (settings == model) return name;
  }
  const auto encoder = model.find("encoder");
  return encoder != model.end() && encoder->is_string() ? encoder->get<std::string>() + " (own)"
                                                        : "";
}

// The last lines of a file that may be long; the first of them may be cut.
std::string Tail(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return "";
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file.tellg();
  if (size <= 0) return "";
  const std::streamoff start = std::max<std::streamoff>(0, size - kTail);
  std::string text(static_cast<size_t>(size - start), '\0');
  file.seekg(start);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

// Newest values of metrics.jsonl; lines that are no rows (cut, damaged) are passed over.
void AddMetrics(const fs::path& run, RunSummary& summary) {
  const std::string text = Tail(run / "metrics.jsonl");
  size_t start = 0;
  for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    const std::string line = text.substr(start, end - start);
    start = end + 1;
    const Json row = Json::parse(line, nullptr, false);
    if (!row.is_object()) continue;
    if (const auto step = NumberAt(row, "step"); step && *step >= 0 && *step < 9e15) {
      summary.step = static_cast<int64_t>(*step);
    }
    if (const auto epoch = NumberAt(row, "epoch")) summary.epoch = *epoch;
    if (const auto loss = NumberAt(row, "loss")) summary.loss = loss;
    if (const auto speed = NumberAt(row, "records_per_sec")) summary.records_per_sec = speed;
  }
}

// Best AUC so far and step of the newest complete checkpoint.
std::optional<int64_t> AddCheckpoint(const fs::path& run, RunSummary& summary) {
  std::error_code error;
  const fs::path state = run / "latest" / "state.json";
  if (!fs::is_regular_file(state, error)) return std::nullopt;
  const Json json = ParseJson(ReadFile(state, kMaxRunJson), state.string());
  if (JsonBool(json, "has_best", state.string())) {
    summary.best_auc = JsonNumber(json, "best_auc", state.string());
    summary.best_step = static_cast<int64_t>(JsonCount(json, "best_step", state.string()));
  }
  return static_cast<int64_t>(JsonCount(json, "step", state.string()));
}

void Fill(const fs::path& run, RunSummary& summary) {
  const fs::path path = run / "run.json";
  const Json json = ParseJson(ReadFile(path, kMaxRunJson), path.string());
  if (!json.is_object()) throw Error(ErrorCode::kCorruptData, "no JSON object", path.string());
  summary.model = ModelName(json);
  AddMetrics(run, summary);
  const auto checkpoint = AddCheckpoint(run, summary);
  const fs::path metrics = run / "metrics.jsonl";
  std::error_code error;
  summary.age_seconds = AgeSeconds(fs::exists(metrics, error) ? metrics : path);
  if (IsRunning(run, summary.age_seconds)) {
    summary.state = RunState::kRunning;
  } else if (json.contains("result")) {
    summary.state = RunState::kFinished;
  } else if (checkpoint && *checkpoint >= summary.step && !fs::exists(run / "lock", error)) {
    summary.state = RunState::kStopped;
  }
}

void Search(const fs::path& folder, int depth, std::vector<fs::path>& runs, size_t& entries) {
  std::error_code error;
  if (fs::is_regular_file(folder / "run.json", error)) {
    runs.push_back(folder);
    return;
  }
  if (depth == 0) return;
  auto entry = fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::directory_iterator() && ++entries < kMaxEntries;
       entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
      Search(entry->path(), depth - 1, runs, entries);
    }
  }
}

}  // namespace

std::string_view RunStateName(RunState state) {
  switch (state) {
    case RunState::kRunning:
      return "running";
    case RunState::kFinished:
      return "finished";
    case RunState::kStopped:
      return "stopped";
    case RunState::kFailed:
      return "failed";
  }
  return "failed";
}

RunSummary ReadRunSummary(const fs::path& run) {
  RunSummary summary;
  summary.name = run.string();
  try {
    Fill(run, summary);
  } catch (const std::exception& error) {
    summary.problem = error.what();
    const std::string start = run.string() + "/";
    if (summary.problem.starts_with(start)) summary.problem.erase(0, start.size());
  }
  summary.bytes = FolderBytes(run);
  return summary;
}

std::vector<RunSummary> FindRuns(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw Error(ErrorCode::kNotFound, "no such folder", folder.string(),
                "the folder above the runs");
  }
  std::vector<fs::path> paths;
  size_t entries = 0;
  Search(folder, kMaxDepth, paths, entries);
  std::sort(paths.begin(), paths.end());
  std::vector<RunSummary> runs;
  for (const fs::path& path : paths) {
    runs.push_back(ReadRunSummary(path));
    const std::string below = path.lexically_relative(folder).string();
    if (below != "." && !below.empty()) runs.back().name = below;
  }
  return runs;
}

}  // namespace supreme
