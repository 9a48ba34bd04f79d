#include "extract/llm_pacing.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(RateLimiter, SpreadsCallsOverTheMinute) {
  RateLimiter limiter(60);
  EXPECT_EQ(limiter.Reserve(10), 0);
  EXPECT_DOUBLE_EQ(limiter.Reserve(10), 1);
  EXPECT_DOUBLE_EQ(limiter.Reserve(10.5), 1.5);
  EXPECT_EQ(limiter.Reserve(100), 0);
  RateLimiter unlimited(0);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(unlimited.Reserve(1), 0);
}

TEST(RetryDelay, DoublesWithJitterUpToTheCap) {
  Rng rng(1);
  const RetryTimes times;
  double smallest = 100;
  double largest = 0;
  for (int i = 0; i < 200; ++i) {
    const double delay = RetryDelay(times, 3, std::nullopt, rng);
    smallest = std::min(smallest, delay);
    largest = std::max(largest, delay);
    EXPECT_LE(RetryDelay(times, 20, std::nullopt, rng), 30);
  }
  EXPECT_GE(smallest, 2);
  EXPECT_LT(smallest, 2.1);
  EXPECT_GT(largest, 3.9);
  EXPECT_LE(largest, 4);
}

TEST(RetryDelay, WaitsAsLongAsTheServerAsksWithinReason) {
  Rng rng(1);
  EXPECT_EQ(RetryDelay({}, 1, 17, rng), 17);
  EXPECT_EQ(RetryDelay({}, 1, 1e9, rng), 120);
  EXPECT_LE(RetryDelay({}, 1, -5, rng), 1);
}

TEST(CircuitBreaker, OpensAfterTenFailuresInARow) {
  CircuitBreaker breaker(10, 30);
  for (int i = 0; i < 9; ++i) breaker.Failed(0);
  breaker.Succeeded();
  for (int i = 0; i < 9; ++i) breaker.Failed(1);
  EXPECT_TRUE(breaker.MayCall(1));
  EXPECT_FALSE(breaker.OpenFor(1));
  breaker.Failed(1);
  EXPECT_FALSE(breaker.MayCall(1));
  EXPECT_EQ(breaker.OpenFor(5), 4);
}

TEST(CircuitBreaker, LetsOneProbeThroughEachPeriodUntilOneSucceeds) {
  CircuitBreaker breaker(1, 30);
  breaker.Failed(0);
  EXPECT_FALSE(breaker.MayCall(29));
  EXPECT_TRUE(breaker.MayCall(30));
  EXPECT_FALSE(breaker.MayCall(30));
  breaker.Failed(31);
  EXPECT_FALSE(breaker.MayCall(59));
  EXPECT_TRUE(breaker.MayCall(60));
  breaker.Succeeded();
  EXPECT_TRUE(breaker.MayCall(60));
  EXPECT_TRUE(breaker.MayCall(60));
}

}  // namespace
}  // namespace supreme
