// Progress of long work: a bar with rate and time left on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace supreme {

// Writes to stderr only. Uses the steady clock. Not thread-safe: one thread reports.
class Progress {
 public:
  // `unit` names what is counted, e.g. "records"; total 0 means unknown. Work that ends within
  // `silence` leaves no line at all: for what is long only with large inputs.
  Progress(std::string label, uint64_t total, std::string unit,
           std::chrono::milliseconds silence = {});
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `note` is shown at the end of the line, e.g. "loss 0.213".
  void Update(uint64_t done, const std::string& note = "");
  // Last line with total time and mean rate; no further updates.
  void Finish(const std::string& note = "");

  // Silences all progress of the process (--quiet, tests).
  static void SetQuiet(bool quiet);

 private:
  void Print(uint64_t done, const std::string& note, bool last);

  std::string label_;
  uint64_t total_;
  std::string unit_;
  uint64_t done_ = 0;
  bool finished_ = false;
  bool shown_ = false;
  bool terminal_;
  std::chrono::milliseconds silence_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_print_;
};

// "1:05", "2:03:09".
std::string FormatDuration(double seconds);

}  // namespace supreme
