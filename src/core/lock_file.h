// One writer per folder: a second process is refused with the first one's process id and machine.
#pragma once

#include <filesystem>

namespace supreme {

// Holds an advisory lock on `path` for its lifetime. What a killed process of this machine leaves
// behind is taken over; what another machine left is not, since its lock may not be seen here.
// Errors: kUnavailable when another process (or another LockFile) holds it, kNotFound, kIo.
class LockFile {
 public:
  explicit LockFile(std::filesystem::path path);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  // False when the owner before us removed the file between our open and our lock.
  bool TryLock();

  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace supreme
