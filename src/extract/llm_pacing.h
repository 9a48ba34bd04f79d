// When the next call may start: rate limit, waiting before another try, and the circuit breaker.
// Times are seconds of one clock that never goes back; nothing here sleeps.
#pragma once

#include <mutex>
#include <optional>

#include "core/rng.h"

namespace supreme {

// Spreads calls evenly over the minute. Thread-safe.
class RateLimiter {
 public:
  // 0: no limit.
  explicit RateLimiter(double requests_per_minute);
  // Takes the next slot and says how long to wait for it.
  double Reserve(double now_s);

 private:
  double interval_s_;
  std::mutex mutex_;
  double next_s_ = 0;
};

struct RetryTimes {
  double base_s = 1;          // before the second try; doubles with each further one
  double cap_s = 30;          // longest wait of our own
  double server_cap_s = 120;  // longest wait that a server may ask for
};

// Seconds before the next try, after `tries_made` of them: between half and the whole of the
// doubled time, by chance, so that many callers do not come back together; at least what the
// server asked for.
double RetryDelay(const RetryTimes& times, int tries_made, std::optional<double> server_s,
                  Rng& rng);

// Opens after `failures` failed calls in a row; then one caller in each `probe_s` may try, until
// one succeeds. Thread-safe.
class CircuitBreaker {
 public:
  CircuitBreaker(int failures, double probe_s) : limit_(failures), probe_s_(probe_s) {}

  bool MayCall(double now_s);
  void Succeeded();
  void Failed(double now_s);
  // Seconds since it opened; nothing while it is closed.
  std::optional<double> OpenFor(double now_s) const;

 private:
  const int limit_;
  const double probe_s_;
  mutable std::mutex mutex_;
  int in_a_row_ = 0;
  std::optional<double> opened_s_;
  double next_probe_s_ = 0;
};

}  // namespace supreme
