#include "core/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr std::string_view kOn = " on ";

// What the owner wrote into its lock file: "PID on HOST".
std::string ReadOwner(int descriptor) {
  std::array<char, 256> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  return size > 0 ? std::string(Trim({text.data(), static_cast<size_t>(size)})) : "(unknown)";
}

std::string ThisHost() {
  std::array<char, 128> host{};
  ::gethostname(host.data(), host.size() - 1);
  return host.data();
}

// A machine that died, or one whose locks a shared file system does not show us.
bool IsOfAnotherHost(const std::string& owner) {
  const size_t host = owner.find(kOn);
  return host != std::string::npos && owner.substr(host + kOn.size()) != ThisHost();
}

// True when `path` still names the open file.
bool IsAt(int descriptor, const std::filesystem::path& path) {
  struct stat open_file {};
  struct stat named_file {};
  return ::fstat(descriptor, &open_file) == 0 && ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

}  // namespace

LockFile::LockFile(std::filesystem::path path) : path_(std::move(path)) {
  while (!TryLock()) continue;
}

bool LockFile::TryLock() {
  const int descriptor = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) throw SystemError(errno, "cannot create lock", path_.string());
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    const std::string owner = ReadOwner(descriptor);
    ::close(descriptor);
    if (error_number != EWOULDBLOCK) {
      throw SystemError(error_number, "cannot lock", path_.string());
    }
    throw Error(ErrorCode::kUnavailable, "in use by process " + owner, path_.string(),
                "wait for it, or stop it");
  }
  if (!IsAt(descriptor, path_)) {
    ::close(descriptor);
    return false;
  }
  if (const std::string before = ReadOwner(descriptor); IsOfAnotherHost(before)) {
    ::close(descriptor);
    throw Error(ErrorCode::kUnavailable, "in use by process " + before, path_.string(),
                "wait for it; if it does not run any more, remove this file");
  }
  const std::string owner = std::to_string(::getpid()) + std::string(kOn) + ThisHost() + "\n";
  if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, owner.data(), owner.size(), 0) < 0) {
    const int error_number = errno;
    ::close(descriptor);
    throw SystemError(error_number, "cannot write lock", path_.string());
  }
  descriptor_ = descriptor;
  return true;
}

LockFile::~LockFile() {
  // Removed while still locked: whoever locks the old file afterwards sees that it has no name.
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

}  // namespace supreme
