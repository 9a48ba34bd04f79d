// A file that is gone after the test.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "core/atomic_file.h"

namespace supreme {

class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, std::string_view content)
      : folder_(std::filesystem::temp_directory_path() /
                ("supreme-eval-" + std::to_string(::getpid()) + "-" + std::to_string(count_++))) {
    MakeFolder(folder_);
    path_ = folder_ / name;
    WriteFileAtomically(path_, content);
  }
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  static inline int count_ = 0;
  std::filesystem::path folder_;
  std::filesystem::path path_;
};

}  // namespace supreme
