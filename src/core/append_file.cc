#include "core/append_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/error.h"

namespace supreme {

AppendFile::AppendFile(std::filesystem::path path) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw SystemError(errno, "cannot open", path_.string());
}

AppendFile::~AppendFile() { ::close(descriptor_); }

int AppendFile::WritePending() {
  while (!pending_.empty()) {
    const ssize_t written = ::write(descriptor_, pending_.data(), pending_.size());
    if (written >= 0) {
      pending_.erase(0, static_cast<size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

bool AppendFile::Append(std::string_view text) {
  pending_.append(text);
  return WritePending() == 0;
}

void AppendFile::Sync() {
  if (const int error_number = WritePending(); error_number != 0) {
    throw SystemError(error_number, "cannot write", path_.string());
  }
  if (::fsync(descriptor_) != 0) throw SystemError(errno, "cannot sync", path_.string());
}

}  // namespace supreme
