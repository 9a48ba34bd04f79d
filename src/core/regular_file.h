// A regular file opened for reading; a FIFO, device or folder is refused without waiting for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace supreme {

// Not thread-safe. Closes the file at its end.
class RegularFile {
 public:
  // Errors: kNotFound and kIo as of open(2); kInvalidInput when it is not a regular file.
  explicit RegularFile(const std::filesystem::path& path);
  ~RegularFile();
  RegularFile(const RegularFile&) = delete;
  RegularFile& operator=(const RegularFile&) = delete;

  uint64_t size_bytes() const { return size_bytes_; }  // when it was opened
  int descriptor() const { return descriptor_; }

  // Fills `buffer` from where the last call stopped; fewer bytes only at the end of the file.
  size_t Read(std::span<char> buffer);

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  uint64_t size_bytes_ = 0;
};

}  // namespace supreme
