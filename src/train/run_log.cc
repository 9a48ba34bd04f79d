#include "train/run_log.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

#include "core/error.h"
#include "core/progress.h"

namespace supreme {

RunLog::RunLog(const std::filesystem::path& path, bool on_stderr)
    : file_(path, std::ios::app), on_stderr_(on_stderr), start_(std::chrono::steady_clock::now()) {
  if (!file_) throw SystemError(errno, "cannot write", path.string());
}

void RunLog::Line(std::string_view text) {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  const std::string line = FormatDuration(elapsed.count()) + "  " + std::string(text) + "\n";
  file_ << line << std::flush;
  file_.clear();  // a full disk costs lines of the log, not the run
  if (!on_stderr_) return;
  if (before_line_) before_line_();
  // A progress bar may stand in the line.
  const std::string clear = ::isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "";
  std::fputs((clear + line).c_str(), stderr);
}

}  // namespace supreme
