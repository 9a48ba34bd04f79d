// What a run says about itself, on stderr and in log.txt.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace supreme {

// Appends, so that a resumed run continues its log. Not thread-safe.
class RunLog {
 public:
  explicit RunLog(const std::filesystem::path& path, bool on_stderr = true);
  // One line, with the time since the start of the process's part of the run.
  void Line(std::string_view text);

 private:
  std::ofstream file_;
  bool on_stderr_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace supreme
