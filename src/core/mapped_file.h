// A file of our own making, mapped read-only into memory (packs, weights).
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace supreme {

// Movable, not copyable. Thread-safe to read. Do not use for files that others may truncate while
// we read (a truncated mapping ends the process): foreign records are read with ReadFile.
class MappedFile {
 public:
  // Errors: kNotFound, kIo, kInvalidInput (not a regular file).
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::span<const std::byte> bytes() const { return {data_, size_}; }

 private:
  const std::byte* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace supreme
