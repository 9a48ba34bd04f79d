// A regular file opened for reading; a FIFO, device or folder is refused without waiting for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace supreme {

// Movable, not copyable. A file that shrinks while it is read gives fewer bytes, never a crash.
class InputFile {
 public:
  // Errors: kNotFound, kIo, kInvalidInput (not a regular file).
  explicit InputFile(std::filesystem::path path);
  ~InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;

  const std::filesystem::path& path() const { return path_; }
  uint64_t size_bytes() const { return size_bytes_; }  // when it was opened
  int descriptor() const { return descriptor_; }
  // Fills `bytes` from `offset` on as far as the file goes; returns how many. Thread-safe. kIo.
  size_t ReadAt(uint64_t offset, std::span<char> bytes) const;

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  uint64_t size_bytes_ = 0;
};

}  // namespace supreme
