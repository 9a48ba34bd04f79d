#include "train/run_folder.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <map>
#include <string>
#include <utility>

#include "core/atomic_file.h"
#include "core/checksum.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "core/sync_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "step_";
constexpr std::string_view kPartial = ".partial";
constexpr std::string_view kDone = "DONE";

[[noreturn]] void Throw(const fs::filesystem_error& error, std::string_view what) {
  throw SystemError(error.code().value(), what, error.path1().string());
}

void Remove(const fs::path& path) {
  try {
    fs::remove_all(path);
  } catch (const fs::filesystem_error& error) {
    Throw(error, "cannot remove");
  }
}

std::vector<fs::path> Entries(const fs::path& folder) {
  try {
    std::vector<fs::path> entries;
    for (const auto& entry : fs::directory_iterator(folder)) entries.push_back(entry.path());
    return entries;
  } catch (const fs::filesystem_error& error) {
    Throw(error, "cannot list folder");
  }
}

bool IsLeftover(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(kPartial) || name.find(".tmp-") != std::string::npos;
}

void RemoveLeftovers(const fs::path& folder) {
  for (const fs::path& entry : Entries(folder)) {
    if (IsLeftover(entry)) Remove(entry);
  }
}

// The run's name is on disk before anything in it counts on that.
fs::path Made(fs::path path) {
  MakeFolder(path / "checkpoints");
  SyncFolder(path);
  SyncFolder(fs::absolute(path).lexically_normal().parent_path());
  return path;
}

void Rename(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    throw SystemError(errno, "cannot rename to", to.string());
  }
}

// Under another name first: a checkpoint that is half removed must not look complete.
void Discard(const fs::path& checkpoint) {
  const fs::path partial = checkpoint.string() + ".old" + std::string(kPartial);
  Rename(checkpoint, partial);
  SyncFolder(checkpoint.parent_path());
  Remove(partial);
}

// What DONE says about the other files of a checkpoint.
OrderedJson Contents(const fs::path& checkpoint) {
  std::map<std::string, FileChecksum> files;
  for (const fs::path& entry : Entries(checkpoint)) {
    if (entry.filename() != kDone) files[entry.filename().string()] = ChecksumOfFile(entry);
  }
  OrderedJson json = OrderedJson::object();
  for (const auto& [name, sum] : files) {
    json[name] = {{"bytes", sum.size_bytes}, {"xxh64", sum.xxh64}};
  }
  return {{"files", json}};
}

// A relative link, so that the run can be moved.
void PointLatest(const fs::path& run, const fs::path& checkpoint) {
  const fs::path temporary = run / "latest.partial";
  Remove(temporary);
  const fs::path target = fs::path("checkpoints") / checkpoint.filename();
  if (::symlink(target.c_str(), temporary.c_str()) != 0) {
    throw SystemError(errno, "cannot make link", temporary.string());
  }
  Rename(temporary, run / "latest");
}

}  // namespace

RunFolder::RunFolder(fs::path path, bool is_writer) : path_(Made(std::move(path))) {
  if (!is_writer) return;
  lock_.emplace(path_ / "lock");
  for (const fs::path& folder : {path_, path_ / "checkpoints", path_ / "bundle"}) {
    if (fs::is_directory(folder)) RemoveLeftovers(folder);
  }
}

fs::path RunFolder::CheckpointPath(int64_t step) const {
  std::string digits = std::to_string(step);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  return path_ / "checkpoints" / (std::string(kPrefix) + digits);
}

std::vector<int64_t> RunFolder::Checkpoints() const {
  std::vector<int64_t> steps;
  for (const fs::path& entry : Entries(path_ / "checkpoints")) {
    const std::string name = entry.filename().string();
    if (!name.starts_with(kPrefix) || !fs::exists(entry / kDone)) continue;
    if (const auto step = ParseInt(name.substr(kPrefix.size()))) steps.push_back(*step);
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

void RunFolder::Verify(int64_t step) const {
  const fs::path folder = CheckpointPath(step);
  const std::string where = (folder / kDone).string();
  const Json done = ReadJsonFile(where);
  for (const auto& [name, facts] : JsonMember(done, "files", where).items()) {
    const FileChecksum wanted{JsonCount(facts, "bytes", where), JsonString(facts, "xxh64", where)};
    const fs::path file = folder / fs::path(name).filename();
    if (fs::is_regular_file(file) && ChecksumOfFile(file) == wanted) continue;
    throw Error(ErrorCode::kCorruptData, "is not the file that the checkpoint was saved with",
                file.string(), "--resume, which goes back to the checkpoint before");
  }
}

void RunFolder::CommitCheckpoint(int64_t step, const std::function<void(const fs::path&)>& write) {
  if (!lock_) return;
  const fs::path target = CheckpointPath(step);
  const fs::path partial = target.string() + std::string(kPartial);
  Remove(partial);
  MakeFolder(partial);
  try {
    write(partial);
    WriteJsonFile(partial / kDone, Contents(partial));
    if (fs::exists(target)) Discard(target);
    Rename(partial, target);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(partial, ignored);
    throw;
  }
  SyncFolder(target.parent_path());
  PointLatest(path_, target);
}

void RunFolder::Prune(int64_t keep_last, int64_t best_step) {
  if (!lock_) return;
  const std::vector<int64_t> steps = Checkpoints();
  const auto count = static_cast<int64_t>(steps.size());
  for (int64_t i = 0; i < count - keep_last; ++i) {
    const int64_t step = steps[static_cast<size_t>(i)];
    if (step != best_step) Discard(CheckpointPath(step));
  }
}

void RunFolder::DropAfter(int64_t step) {
  if (!lock_) return;
  for (const int64_t other : Checkpoints()) {
    if (other > step) Discard(CheckpointPath(other));
  }
  PointLatest(path_, CheckpointPath(step));
}

}  // namespace supreme
