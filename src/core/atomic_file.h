// Files that appear whole or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace supreme {

// What is certain after a power loss. Names of files are always whole or absent for other
// processes.
enum class Durability {
  kSynced,   // the file is on disk when Commit() returns
  kRenamed,  // only in memory until SyncFileSystem(): for thousands of files that count together
};

// Writes to a temporary file beside `target`; Commit() syncs it and renames it over the target.
// Without Commit() the destructor removes the temporary file and the target is untouched.
// Errors: kNotFound, kNoSpace, kIo, kInvalidInput (the target is a folder or device). Not
// thread-safe.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target, Durability durability = Durability::kSynced);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void Write(std::string_view bytes);
  void Write(std::span<const std::byte> bytes);
  // Rewrites bytes that were written before; the write position stays at the end.
  void Overwrite(uint64_t offset, std::span<const std::byte> bytes);
  // fsync, rename, fsync of the folder (kRenamed: rename). No further writes are allowed.
  void Commit();

  const std::filesystem::path& target() const { return target_; }

 private:
  void FlushBuffer();

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  Durability durability_;
  int descriptor_ = -1;
  std::string buffer_;
};

void WriteFileAtomically(const std::filesystem::path& target, std::string_view content,
                         Durability durability = Durability::kSynced);

// Puts everything written to the file system that holds `folder` on disk. kIo when it cannot.
void SyncFileSystem(const std::filesystem::path& folder);

// Whole file as bytes. Refuses files over `max_bytes` (kInvalidInput) and anything that is not a
// regular file, so that a FIFO or device cannot hang the program.
std::string ReadFile(const std::filesystem::path& path, uint64_t max_bytes = uint64_t{1} << 30);

// mkdir -p; kIo when a part of the path is a file.
void MakeFolder(const std::filesystem::path& path);

}  // namespace supreme
