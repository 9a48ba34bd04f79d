// A file that grows line by line and may be short of disk space for a while.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace supreme {

// What the disk does not take waits in memory and goes first the next time: no line is lost or
// written twice while the process lives. Not thread-safe.
class AppendFile {
 public:
  // Opens or makes the file. kIo, kNotFound, kNoSpace.
  explicit AppendFile(std::filesystem::path path);
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  // Tries to write at once; false when some of it has to wait.
  bool Append(std::string_view text);
  // All that was appended is on disk afterwards. kIo, kNoSpace.
  void Sync();

 private:
  // Errno of the write that failed, or 0.
  int WritePending();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string pending_;
};

}  // namespace supreme
