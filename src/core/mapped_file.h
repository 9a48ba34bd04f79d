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

// Hints about bytes of a MappedFile; whatever the system makes of them, the content is the same.
// Prefetch reads them from disk in the background. Release takes their pages off the process's
// account; reading them again maps them again.
void PrefetchMapped(std::span<const std::byte> bytes);
void ReleaseMapped(std::span<const std::byte> bytes);

}  // namespace supreme
