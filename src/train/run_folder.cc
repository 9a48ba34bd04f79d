#include "train/run_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "step_";
constexpr std::string_view kPartial = ".partial";

fs::path Made(fs::path path) {
  MakeFolder(path / "checkpoints");
  return path;
}

// Renames inside a folder are on disk only after this.
void SyncFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw SystemError(errno, "cannot open folder", folder.string());
  const int result = ::fsync(descriptor);
  const int error_number = errno;
  ::close(descriptor);
  if (result != 0) throw SystemError(error_number, "cannot sync folder", folder.string());
}

void Rename(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    throw SystemError(errno, "cannot rename to", to.string());
  }
}

// A relative link, so that the run can be moved.
void PointLatest(const fs::path& run, const fs::path& checkpoint) {
  const fs::path temporary = run / "latest.partial";
  fs::remove(temporary);
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
  for (const auto& entry : fs::directory_iterator(path_ / "checkpoints")) {
    if (entry.path().filename().string().ends_with(kPartial)) fs::remove_all(entry.path());
  }
}

fs::path RunFolder::CheckpointPath(int64_t step) const {
  std::string digits = std::to_string(step);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  return path_ / "checkpoints" / (std::string(kPrefix) + digits);
}

std::vector<int64_t> RunFolder::Checkpoints() const {
  std::vector<int64_t> steps;
  for (const auto& entry : fs::directory_iterator(path_ / "checkpoints")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix) || !fs::exists(entry.path() / "DONE")) continue;
    if (const auto step = ParseInt(name.substr(kPrefix.size()))) steps.push_back(*step);
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

void RunFolder::CommitCheckpoint(int64_t step, const std::function<void(const fs::path&)>& write) {
  if (!lock_) return;
  const fs::path target = CheckpointPath(step);
  const fs::path partial = target.string() + std::string(kPartial);
  fs::remove_all(partial);
  MakeFolder(partial);
  try {
    write(partial);
    WriteFileAtomically(partial / "DONE", "");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(partial, ignored);
    throw;
  }
  fs::remove_all(target);
  Rename(partial, target);
  SyncFolder(target.parent_path());
  PointLatest(path_, target);
}

void RunFolder::Prune(int64_t keep_last, int64_t best_step) {
  if (!lock_) return;
  const std::vector<int64_t> steps = Checkpoints();
  const auto count = static_cast<int64_t>(steps.size());
  for (int64_t i = 0; i < count - keep_last; ++i) {
    const int64_t step = steps[static_cast<size_t>(i)];
    if (step != best_step) fs::remove_all(CheckpointPath(step));
  }
}

void RunFolder::DropAfter(int64_t step) {
  if (!lock_) return;
  for (const int64_t other : Checkpoints()) {
    if (other > step) fs::remove_all(CheckpointPath(other));
  }
  PointLatest(path_, CheckpointPath(step));
}

}  // namespace supreme
