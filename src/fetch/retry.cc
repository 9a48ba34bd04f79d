#include "fetch/retry.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace supreme {
namespace {

std::chrono::steady_clock::duration Duration(double seconds) {
  return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
      std::chrono::duration<double>(seconds));
}

}  // namespace

bool IsWorthRetrying(int http_status) {
  if (http_status == 501 || http_status == 505) return false;
  return http_status == 408 || http_status == 425 || http_status == 429 ||
         (http_status >= 500 && http_status < 600);
}

double BackOffSeconds(const RetryPolicy& policy, int tries_so_far, double jitter) {
  const double wait = policy.first_wait_s * std::pow(2.0, std::clamp(tries_so_far - 1, 0, 30));
  return std::min(wait, policy.longest_wait_s) * (0.5 + 0.5 * jitter);
}

void ServerGate::CloseFor(double seconds) {
  std::lock_guard lock(mutex_);
  open_at_ = std::max(open_at_, Clock::now() + Duration(seconds));
}

void ServerGate::Wait(double seconds) {
  constexpr auto kSlice = std::chrono::milliseconds(50);
  const auto own = Clock::now() + Duration(seconds);
  while (!stop_()) {
    Clock::time_point until;
    {
      std::lock_guard lock(mutex_);
      until = std::max(own, open_at_);
    }
    const auto now = Clock::now();
    if (now >= until) return;
    std::this_thread::sleep_for(std::min<Clock::duration>(until - now, kSlice));
  }
}

}  // namespace supreme
