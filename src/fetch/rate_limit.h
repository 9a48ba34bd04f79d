// One speed limit for all connections of a download.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>

namespace supreme {

// Thread-safe. Long-term mean at or below the limit; no burst after a pause.
class RateLimit {
 public:
  // 0 = no limit. `stop` ends a wait early.
  RateLimit(double bytes_per_s, std::function<bool()> stop);

  // Waits until `bytes` more may have been received.
  void Take(uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;

  const double bytes_per_s_;
  const std::function<bool()> stop_;
  std::mutex mutex_;
  Clock::time_point free_at_;
};

}  // namespace supreme
