#include "core/error.h"

#include <cerrno>
#include <cstring>

namespace supreme {
namespace {

std::string OneLine(std::string_view what, std::string_view where, std::string_view hint) {
  std::string line;
  if (!where.empty()) line.append(where).append(": ");
  line.append(what);
  if (!hint.empty()) line.append("; try: ").append(hint);
  return line;
}

}  // namespace

Error::Error(ErrorCode code, std::string_view what, std::string_view where, std::string_view hint)
    : std::runtime_error(OneLine(what, where, hint)), code_(code), where_(where), hint_(hint) {}

int ExitCode(ErrorCode code) {
  switch (code) {
    case ErrorCode::kCheckFailed:
      return 1;
    case ErrorCode::kUsage:
      return 2;
    case ErrorCode::kInvalidInput:
    case ErrorCode::kCorruptData:
      return 3;
    case ErrorCode::kNotFound:
    case ErrorCode::kIo:
    case ErrorCode::kNoSpace:
      return 4;
    case ErrorCode::kUnavailable:
    case ErrorCode::kTimeout:
      return 5;
    case ErrorCode::kCancelled:
      return 130;
    case ErrorCode::kInternal:
      return 70;
  }
  return 70;
}

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kInvalidInput:
      return "invalid_input";
    case ErrorCode::kCorruptData:
      return "corrupt_data";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kNoSpace:
      return "no_space";
    case ErrorCode::kUnavailable:
      return "unavailable";
    case ErrorCode::kTimeout:
      return "timeout";
    case ErrorCode::kCancelled:
      return "cancelled";
    case ErrorCode::kCheckFailed:
      return "check_failed";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

Error SystemError(int error_number, std::string_view what, std::string_view where) {
  ErrorCode code = ErrorCode::kIo;
  std::string_view hint;
  if (error_number == ENOENT || error_number == ENOTDIR) {
    code = ErrorCode::kNotFound;
    hint = "check the path";
  } else if (error_number == ENOSPC || error_number == EDQUOT) {
    code = ErrorCode::kNoSpace;
    hint = "free disk space and run the same command again";
  } else if (error_number == EACCES || error_number == EPERM) {
    hint = "check the permissions";
  } else if (error_number == EROFS) {
    hint = "a folder on a file system that can be written";
  } else if (error_number == ENAMETOOLONG) {
    hint = "a shorter path";
  } else if (error_number == EMFILE || error_number == ENFILE) {
    hint = "more open files (ulimit -n)";
  } else if (error_number == EIO) {
    hint = "check the disk, or write to another one";
  }
  const std::string message = std::string(what) + ": " + std::strerror(error_number);
  return Error(code, message, where, hint);
}

}  // namespace supreme
