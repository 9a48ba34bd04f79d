// What a run says about itself, on stderr and in log.txt.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string_view>
#include <utility>

namespace supreme {

// Appends, so that a resumed run continues its log. Not thread-safe.
class RunLog {
 public:
  explicit RunLog(const std::filesystem::path& path, bool on_stderr = true);
  // One line, with the time since the start of the process's part of the run.
  void Line(std::string_view text);
  // Called before each line that goes to stderr, by whoever else has text there; empty = nobody.
  void BeforeLines(std::function<void()> call) { before_line_ = std::move(call); }

 private:
  std::ofstream file_;
  bool on_stderr_;
  std::function<void()> before_line_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace supreme
