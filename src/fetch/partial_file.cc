#include "fetch/partial_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxValidatorBytes = 1000;

}  // namespace

PartialFile::PartialFile(std::filesystem::path temporary, uint64_t max_bytes, Counter count)
    : path_(std::move(temporary)), max_bytes_(max_bytes), count_(std::move(count)) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (descriptor_ < 0) throw SystemError(errno, "cannot create file", path_.string());
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    const int error_number = errno;
    ::close(descriptor_);
    throw SystemError(error_number, "cannot stat", path_.string());
  }
  size_bytes_ = static_cast<uint64_t>(status.st_size);
  if (std::filesystem::exists(VersionPath())) {
    validator_ = ReadFile(VersionPath(), kMaxValidatorBytes);
  }
  if (validator_.empty() || size_bytes_ > max_bytes_) {
    Clear();
  } else {
    ::lseek(descriptor_, 0, SEEK_END);
  }
}

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::filesystem::path PartialFile::VersionPath() const { return path_.string() + ".version"; }

void PartialFile::CheckBound(uint64_t size) const {
  if (size <= max_bytes_) return;
  throw Error(ErrorCode::kInvalidInput,
              "the server sends over " + std::to_string(max_bytes_) + " bytes", path_.string(),
              "it is not the database that was asked for; see max_gb in the table of databases");
}

void PartialFile::OnHead(const HttpHead& head) {
  if (head.status == 206) {
    if (head.range_first != size_bytes_) {
      throw Error(ErrorCode::kCorruptData, "the server sends another range than asked for",
                  path_.string());
    }
    CheckBound(size_bytes_ + head.length_bytes.value_or(0));
    return;
  }
  CheckBound(head.length_bytes.value_or(0));
  Clear();
  if (head.validator.empty() || head.validator.size() > kMaxValidatorBytes) return;
  // Before the first byte, so that a kill leaves no bytes of unknown version; half a version fits
  // none, and the server then sends the whole file.
  std::ofstream(VersionPath(), std::ios::binary) << head.validator;
  validator_ = head.validator;
}

void PartialFile::OnBytes(std::string_view bytes) {
  CheckBound(size_bytes_ + bytes.size());
  count_(bytes.size());
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      throw SystemError(errno, "cannot write", path_.string());
    }
    bytes.remove_prefix(static_cast<size_t>(written));
    size_bytes_ += static_cast<uint64_t>(written);
  }
}

void PartialFile::Clear() {
  if (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) != 0) {
    throw SystemError(errno, "cannot empty", path_.string());
  }
  std::error_code ignored;
  std::filesystem::remove(VersionPath(), ignored);
  size_bytes_ = 0;
  validator_.clear();
}

void PartialFile::MoveTo(const std::filesystem::path& target) {
  if (::fsync(descriptor_) != 0) throw SystemError(errno, "cannot sync", path_.string());
  if (target.has_parent_path()) MakeFolder(target.parent_path());
  if (::rename(path_.c_str(), target.c_str()) != 0) {
    throw SystemError(errno, "cannot put file in place", target.string());
  }
  std::error_code ignored;
  std::filesystem::remove(VersionPath(), ignored);
}

}  // namespace supreme
