#include "fetch/rate_limit.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace supreme {

RateLimit::RateLimit(double bytes_per_s, std::function<bool()> stop)
    : bytes_per_s_(bytes_per_s), stop_(std::move(stop)), free_at_(Clock::now()) {}

void RateLimit::Take(uint64_t bytes) {
  if (bytes_per_s_ <= 0) return;
  Clock::time_point until;
  {
    std::lock_guard lock(mutex_);
    const std::chrono::duration<double> cost(static_cast<double>(bytes) / bytes_per_s_);
    free_at_ = std::max(free_at_, Clock::now()) + std::chrono::duration_cast<Clock::duration>(cost);
    until = free_at_;
  }
  constexpr std::chrono::milliseconds kSlice(50);
  for (auto now = Clock::now(); now < until && !stop_(); now = Clock::now()) {
    std::this_thread::sleep_for(std::min<Clock::duration>(until - now, kSlice));
  }
}

}  // namespace supreme
