#include "fetch/retry.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Retry, OnlyAnswersThatMayChangeAreAskedForAgain) {
  for (const int status : {408, 425, 429, 500, 502, 503, 504, 599}) {
    EXPECT_TRUE(IsWorthRetrying(status)) << status;
  }
  for (const int status : {200, 206, 301, 400, 401, 403, 404, 410, 416, 501, 505, 600}) {
    EXPECT_FALSE(IsWorthRetrying(status)) << status;
  }
}

TEST(Retry, TheWaitDoublesUpToItsBound) {
  const RetryPolicy policy;
  EXPECT_DOUBLE_EQ(BackOffSeconds(policy, 1, 1.0), 1.0);
  EXPECT_DOUBLE_EQ(BackOffSeconds(policy, 2, 1.0), 2.0);
  EXPECT_DOUBLE_EQ(BackOffSeconds(policy, 5, 1.0), 16.0);
  EXPECT_DOUBLE_EQ(BackOffSeconds(policy, 5, 0.0), 8.0);
  EXPECT_DOUBLE_EQ(BackOffSeconds(policy, 1000, 1.0), policy.longest_wait_s);
}

TEST(Retry, AGateThatOneConnectionClosedHoldsTheNext) {
  ServerGate gate([] { return false; });
  const auto start = std::chrono::steady_clock::now();
  gate.Wait();
  gate.CloseFor(0.2);
  gate.CloseFor(0.1);  // a shorter order does not open it earlier
  gate.Wait();
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
}

TEST(Retry, AStopOpensTheGate) {
  ServerGate gate([] { return true; });
  gate.CloseFor(1000);
  const auto start = std::chrono::steady_clock::now();
  gate.Wait(1000);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace supreme
