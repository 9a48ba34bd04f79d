#include "fetch/rate_limit.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace supreme {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsOf(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

TEST(RateLimit, BoundsAllThreadsTogether) {
  RateLimit limit(1e6, [] { return false; });
  const double seconds = SecondsOf([&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int block = 0; block < 10; ++block) limit.Take(10'000);
      });
    }
    for (auto& thread : threads) thread.join();
  });
  EXPECT_GE(seconds, 0.39);
}

TEST(RateLimit, ZeroIsNoLimit) {
  RateLimit limit(0, [] { return false; });
  EXPECT_LT(SecondsOf([&] { limit.Take(uint64_t{1} << 60); }), 1.0);
}

TEST(RateLimit, AStopEndsTheWait) {
  std::atomic<bool> stop{false};
  RateLimit limit(1, [&] { return stop.load(); });
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop = true;
  });
  EXPECT_LT(SecondsOf([&] { limit.Take(1'000'000); }), 30.0);
  stopper.join();
}

}  // namespace
}  // namespace supreme
