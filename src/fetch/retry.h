// When to ask a server again: back-off with jitter, and the server's own Retry-After for everyone.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace supreme {

struct RetryPolicy {
  int tries = 6;                   // in a row, without a new byte
  double first_wait_s = 1.0;       // doubles with each try
  double longest_wait_s = 60.0;    // of our own back-off
  double longest_order_s = 600.0;  // a Retry-After beyond it ends the run
};

// True for answers that may be different next time: 408, 425, 429 and 5xx but 501 and 505.
bool IsWorthRetrying(int http_status);

// Seconds before try number `tries_so_far` + 1: first · 2^(tries − 1), capped, times 0.5–1 by
// `jitter` in [0, 1].
double BackOffSeconds(const RetryPolicy& policy, int tries_so_far, double jitter);

// Shared by all connections: while one of them was told to wait, none asks. Thread-safe.
class ServerGate {
 public:
  explicit ServerGate(std::function<bool()> stop) : stop_(std::move(stop)) {}

  void CloseFor(double seconds);
  // Waits for the gate, then `seconds` longer; returns at once when stopped.
  void Wait(double seconds = 0);

 private:
  using Clock = std::chrono::steady_clock;

  const std::function<bool()> stop_;
  std::mutex mutex_;
  Clock::time_point open_at_ = Clock::now();
};

}  // namespace supreme
