#include "extract/llm_pacing.h"

#include <algorithm>
#include <cmath>

namespace supreme {

RateLimiter::RateLimiter(double requests_per_minute)
    : interval_s_(requests_per_minute > 0 ? 60.0 / requests_per_minute : 0) {}

double RateLimiter::Reserve(double now_s) {
  const std::lock_guard lock(mutex_);
  const double slot_s = std::max(now_s, next_s_);
  next_s_ = slot_s + interval_s_;
  return slot_s - now_s;
}

double RetryDelay(const RetryTimes& times, int tries_made, std::optional<double> server_s,
                  Rng& rng) {
  const double whole_s = std::min(times.cap_s, times.base_s * std::exp2(tries_made - 1));
  const double own_s = whole_s * rng.Uniform(0.5, 1.0);
  return std::max(own_s, std::clamp(server_s.value_or(0.0), 0.0, times.server_cap_s));
}

bool CircuitBreaker::MayCall(double now_s) {
  const std::lock_guard lock(mutex_);
  if (!opened_s_) return true;
  if (now_s < next_probe_s_) return false;
  next_probe_s_ = now_s + probe_s_;
  return true;
}

void CircuitBreaker::Succeeded() {
  const std::lock_guard lock(mutex_);
  in_a_row_ = 0;
  opened_s_.reset();
}

void CircuitBreaker::Failed(double now_s) {
  const std::lock_guard lock(mutex_);
  if (++in_a_row_ < limit_ || opened_s_) return;
  opened_s_ = now_s;
  next_probe_s_ = now_s + probe_s_;
}

std::optional<double> CircuitBreaker::OpenFor(double now_s) const {
  const std::lock_guard lock(mutex_);
  if (!opened_s_) return std::nullopt;
  return now_s - *opened_s_;
}

}  // namespace supreme
