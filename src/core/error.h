// The one exception type of the program, and what each kind means for the exit code.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace supreme {

enum class ErrorCode {
  kUsage,         // the command line or a config value is wrong
  kInvalidInput,  // a value is readable but not allowed
  kCorruptData,   // a file does not hold what its format promises
  kNotFound,      // a file, column, name or key is missing
  kIo,            // the operating system refused a read or write
  kNoSpace,       // the disk is full
  kUnavailable,   // a peer, device or library is not there
  kTimeout,       // a deadline passed
  kCancelled,     // the user interrupted
  kCheckFailed,   // the work ran, and its checks failed
  kInternal,      // our own bug
};

// Says what happened, where (file:line, offset or key) and what the user can do about it.
// what() joins the three in one line: "where: what; try: hint".
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, std::string_view what, std::string_view where = "",
        std::string_view hint = "");

  ErrorCode code() const { return code_; }
  const std::string& where() const { return where_; }
  const std::string& hint() const { return hint_; }

 private:
  ErrorCode code_;
  std::string where_;
  std::string hint_;
};

// Process exit code for an error: 1 checks failed, 2 usage, 3 bad data, 4 I/O, 5 unavailable,
// 70 internal, 130 interrupted.
int ExitCode(ErrorCode code);

// Stable lower-case name, e.g. "corrupt_data", for JSON output and import reports.
std::string_view ErrorCodeName(ErrorCode code);

// Error for a failed system call: picks kNotFound, kNoSpace or kIo from errno.
Error SystemError(int error_number, std::string_view what, std::string_view where);

// Throws kInternal; only for conditions that no input can cause.
#define SUPREME_CHECK(condition)                                                     \
  do {                                                                               \
    if (!(condition)) {                                                              \
      throw ::supreme::Error(::supreme::ErrorCode::kInternal, "broken: " #condition, \
                             std::string(__FILE__) + ":" + std::to_string(__LINE__), \
                             "please report this as a bug");                         \
    }                                                                                \
  } while (false)

}  // namespace supreme
