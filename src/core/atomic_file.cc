#include "core/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/input_file.h"
#include "core/sync_folder.h"

namespace supreme {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 18;

void WriteAll(int descriptor, const char* data, size_t size, const std::filesystem::path& path) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, data, size);
    if (written < 0) {
      if (errno == EINTR) continue;
      throw SystemError(errno, "cannot write", path.string());
    }
    data += written;
    size -= static_cast<size_t>(written);
  }
}

std::filesystem::path TemporaryName(const std::filesystem::path& target) {
  static std::atomic<uint64_t> counter{0};
  return target.string() + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target, Durability durability)
    : target_(std::move(target)), temporary_(TemporaryName(target_)), durability_(durability) {
  // A rename would put a file in the place of a device such as /dev/stdout.
  struct stat status {};
  if (::stat(target_.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::kInvalidInput, "not a regular file", target_.string(), "name a file");
  }
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw SystemError(errno, "cannot create file", target_.string());
}

AtomicFile::~AtomicFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void AtomicFile::FlushBuffer() {
  WriteAll(descriptor_, buffer_.data(), buffer_.size(), target_);
  buffer_.clear();
}

void AtomicFile::Write(std::string_view bytes) {
  SUPREME_CHECK(descriptor_ >= 0);
  if (buffer_.size() + bytes.size() > kBufferBytes) FlushBuffer();
  if (bytes.size() > kBufferBytes) {
    WriteAll(descriptor_, bytes.data(), bytes.size(), target_);
  } else {
    buffer_.append(bytes);
  }
}

void AtomicFile::Write(std::span<const std::byte> bytes) {
  Write(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void AtomicFile::Overwrite(uint64_t offset, std::span<const std::byte> bytes) {
  SUPREME_CHECK(descriptor_ >= 0);
  FlushBuffer();
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(offset + done));
    if (written < 0) {
      if (errno == EINTR) continue;
      throw SystemError(errno, "cannot write", target_.string());
    }
    done += static_cast<size_t>(written);
  }
}

void AtomicFile::Commit() {
  SUPREME_CHECK(descriptor_ >= 0);
  FlushBuffer();
  const bool sync = durability_ == Durability::kSynced;
  if (sync && ::fsync(descriptor_) != 0) throw SystemError(errno, "cannot sync", target_.string());
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0 || ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    const int error_number = errno;
    ::unlink(temporary_.c_str());
    throw SystemError(error_number, "cannot put file in place", target_.string());
  }
  if (sync) SyncFolder(target_.has_parent_path() ? target_.parent_path() : ".");
}

void WriteFileAtomically(const std::filesystem::path& target, std::string_view content,
                         Durability durability) {
  AtomicFile file(target, durability);
  file.Write(content);
  file.Commit();
}

void SyncFileSystem(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw SystemError(errno, "cannot open folder", folder.string());
  const int result = ::syncfs(descriptor);
  const int error_number = errno;
  ::close(descriptor);
  if (result != 0) throw SystemError(error_number, "cannot sync", folder.string());
}

std::string ReadFile(const std::filesystem::path& path, uint64_t max_bytes) {
  const InputFile file(path);
  if (file.size_bytes() > max_bytes) {
    throw Error(ErrorCode::kInvalidInput,
                "file has " + std::to_string(file.size_bytes()) + " bytes, over the limit of " +
                    std::to_string(max_bytes),
                path.string());
  }
  std::string content(file.size_bytes(), '\0');
  content.resize(file.ReadAt(0, content));  // it may shrink while we read it
  return content;
}

void MakeFolder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw SystemError(error.value(), "cannot create folder", path.string());
}

}  // namespace supreme
