#include "fetch/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {
namespace {

// A digest may be absent; sums differ in their first 16 digits.
std::string Mark(std::string_view digest, uint64_t size_bytes) {
  const std::string_view shown = digest.empty() ? "-" : digest.substr(0, 16);
  return std::string(shown) + " " + std::to_string(size_bytes);
}

}  // namespace

FetchJournal::FetchJournal(const std::filesystem::path& path) : path_(path) {
  std::string text;
  if (std::filesystem::exists(path)) text = ReadFile(path);
  std::string_view rest = text;
  for (size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    const size_t second = line.find(' ', line.find(' ') + 1);
    if (second == line.npos) continue;
    checked_[std::string(line.substr(second + 1))] = line.substr(0, second);
  }
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw SystemError(errno, "cannot create file", path.string());
  // The rest of a cut line must not become the beginning of the next one.
  if (!rest.empty() && ::write(descriptor_, "\n", 1) != 1) {
    throw SystemError(errno, "cannot write", path.string());
  }
}

FetchJournal::~FetchJournal() { ::close(descriptor_); }

bool FetchJournal::Has(std::string_view path, std::string_view digest, uint64_t size_bytes) const {
  std::lock_guard lock(mutex_);
  const auto found = checked_.find(std::string(path));
  return found != checked_.end() && found->second == Mark(digest, size_bytes);
}

void FetchJournal::Add(std::string_view path, std::string_view digest, uint64_t size_bytes) {
  const std::string mark = Mark(digest, size_bytes);
  const std::string line = mark + " " + std::string(path) + "\n";
  std::lock_guard lock(mutex_);
  const ssize_t written = ::write(descriptor_, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    throw SystemError(written < 0 ? errno : ENOSPC, "cannot write", path_.string());
  }
  checked_[std::string(path)] = mark;
}

}  // namespace supreme
