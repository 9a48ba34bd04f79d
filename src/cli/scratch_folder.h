// A folder for files that two programs exchange.
#pragma once

#include <filesystem>

namespace supreme {

// A folder of its own inside `parent` that is removed at the end.
class ScratchFolder {
 public:
  // Makes `parent` too. kIo.
  explicit ScratchFolder(const std::filesystem::path& parent);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace supreme
