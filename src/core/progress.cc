#include "core/progress.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <utility>

#include "core/numbers.h"

namespace supreme {
namespace {

using std::chrono::steady_clock;

constexpr auto kTerminalPeriod = std::chrono::milliseconds(200);
constexpr auto kPlainPeriod = std::chrono::seconds(10);

std::atomic<bool> quiet{false};

double SecondsSince(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

std::string Bar(double fraction) {
  constexpr int kWidth = 24;
  const int filled = static_cast<int>(fraction * kWidth);
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  return bar;
}

}  // namespace

Progress::Progress(std::string label, uint64_t total, std::string unit,
                   std::chrono::milliseconds silence)
    : label_(std::move(label)),
      total_(total),
      unit_(std::move(unit)),
      terminal_(::isatty(STDERR_FILENO) == 1),
      silence_(silence),
      start_(steady_clock::now()),
      last_print_(start_) {}

Progress::~Progress() {
  // An error message must not continue the bar's line.
  const bool is_silent = silence_.count() > 0 && !shown_;
  if (!finished_ && terminal_ && done_ > 0 && !quiet && !is_silent) std::fputc('\n', stderr);
}

void Progress::Update(uint64_t done, const std::string& note) {
  done_ = done;
  const auto now = steady_clock::now();
  if (now - start_ < silence_) return;
  if (now - last_print_ < (terminal_ ? std::chrono::nanoseconds(kTerminalPeriod)
                                     : std::chrono::nanoseconds(kPlainPeriod))) {
    return;
  }
  last_print_ = now;
  Print(done, note, false);
}

void Progress::Finish(const std::string& note) {
  if (finished_) return;
  finished_ = true;
  if (!shown_ && steady_clock::now() - start_ < silence_) return;
  Print(std::max(done_, total_), note, true);
}

void Progress::Print(uint64_t done, const std::string& note, bool last) {
  if (quiet) return;
  shown_ = true;
  const double seconds = SecondsSince(start_);
  const double rate = seconds > 0.0 ? static_cast<double>(done) / seconds : 0.0;
  std::string line = label_ + " ";
  if (total_ > 0 && !last) {
    const double fraction = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    if (terminal_) line += Bar(fraction) + " ";
    line += FormatFixed(100.0 * fraction, 0) + " % ";
  }
  line += std::to_string(done);
  if (total_ > 0 && !last) line += "/" + std::to_string(total_);
  line += " " + unit_ + ", " + FormatFixed(rate, rate < 10 ? 1 : 0) + "/s";
  if (last) {
    line += ", " + FormatDuration(seconds);
  } else if (total_ > 0 && rate > 0.0) {
    line += ", " + FormatDuration(static_cast<double>(total_ - std::min(done, total_)) / rate) +
            " left";
  }
  if (!note.empty()) line += ", " + note;
  // \x1b[K clears the rest of a longer earlier line.
  const std::string prefix = terminal_ ? "\r" : "";
  const std::string suffix = terminal_ ? (last ? "\x1b[K\n" : "\x1b[K") : "\n";
  std::fputs((prefix + line + suffix).c_str(), stderr);
  std::fflush(stderr);
}

void Progress::SetQuiet(bool value) { quiet = value; }

std::string FormatDuration(double seconds) {
  const auto total = static_cast<int64_t>(std::max(0.0, seconds) + 0.5);
  const auto two_digits = [](int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  const int64_t hours = total / 3600;
  const int64_t minutes = total / 60 % 60;
  if (hours == 0) return std::to_string(minutes) + ":" + two_digits(total % 60);
  return std::to_string(hours) + ":" + two_digits(minutes) + ":" + two_digits(total % 60);
}

}  // namespace supreme
