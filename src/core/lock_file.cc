#include "core/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

LockFile::LockFile(std::filesystem::path path) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw SystemError(errno, "cannot create lock", path_.string());
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    ::close(descriptor_);
    if (error_number != EWOULDBLOCK) {
      throw SystemError(error_number, "cannot lock", path_.string());
    }
    const std::string owner(Trim(ReadFile(path_, 4096)));
    throw Error(ErrorCode::kUnavailable, "in use by process " + owner, path_.string(),
                "wait for it, or stop it");
  }
  const std::string owner = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor_, 0) != 0 ||
      ::pwrite(descriptor_, owner.data(), owner.size(), 0) < 0) {
    const int error_number = errno;
    ::close(descriptor_);
    throw SystemError(error_number, "cannot write lock", path_.string());
  }
}

LockFile::~LockFile() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

}  // namespace supreme
