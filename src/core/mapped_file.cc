#include "core/mapped_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "core/error.h"
#include "core/input_file.h"

namespace supreme {
namespace {

// A page fault maps the pages around it as far as they are in memory, in aligned groups of 64 KiB.
constexpr uintptr_t kFaultGroupBytes = uintptr_t{64} << 10;

void Advise(std::span<const std::byte> bytes, uintptr_t granule, int advice) {
  if (bytes.empty()) return;
  const auto begin = reinterpret_cast<uintptr_t>(bytes.data());
  const uintptr_t first = begin / granule * granule;
  ::madvise(reinterpret_cast<void*>(first), begin + bytes.size() - first, advice);
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path) {
  const InputFile file(path);
  size_ = static_cast<size_t>(file.size_bytes());
  if (size_ == 0) return;
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file.descriptor(), 0);
  if (mapped == MAP_FAILED) throw SystemError(errno, "cannot map", path.string());
  data_ = static_cast<const std::byte*>(mapped);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

void PrefetchMapped(std::span<const std::byte> bytes) {
  Advise(bytes, static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE)), MADV_WILLNEED);
}

void ReleaseMapped(std::span<const std::byte> bytes) {
  Advise(bytes, kFaultGroupBytes, MADV_DONTNEED);
}

}  // namespace supreme
