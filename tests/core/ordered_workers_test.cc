#include "core/ordered_workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>

namespace supreme {
namespace {

using std::chrono::microseconds;

TEST(OrderedWorkers, HandsResultsOverInOrderWhateverTheyTake) {
  OrderedWorkers<size_t> workers(200, 4, 8, [](size_t i) {
    std::this_thread::sleep_for(microseconds((i * 37) % 11 * 50));
    return i * i;
  });
  for (size_t i = 0; i < 200; ++i) EXPECT_EQ(workers.Next(), i * i);
  EXPECT_EQ(workers.Next(), std::nullopt);
}

TEST(OrderedWorkers, NeverRunsAheadByMoreThanItsLimit) {
  std::atomic<size_t> started = 0;
  OrderedWorkers<size_t> workers(100, 3, 5, [&](size_t i) {
    ++started;
    return i;
  });
  for (size_t taken = 0; taken < 100; ++taken) {
    EXPECT_LE(started, taken + 5);
    workers.Next();
  }
}

TEST(OrderedWorkers, ThrowsWhatTheWorkThrewInItsPlaceAndGoesOn) {
  OrderedWorkers<size_t> workers(3, 2, 4, [](size_t i) {
    if (i == 1) throw std::runtime_error("one");
    return i;
  });
  EXPECT_EQ(workers.Next(), 0u);
  EXPECT_THROW(workers.Next(), std::runtime_error);
  EXPECT_EQ(workers.Next(), 2u);
  EXPECT_EQ(workers.Next(), std::nullopt);
}

TEST(OrderedWorkers, StopsEarlyWithoutDoingTheRest) {
  std::atomic<size_t> started = 0;
  {
    OrderedWorkers<size_t> workers(1'000'000, 2, 4, [&](size_t i) {
      ++started;
      return i;
    });
    workers.Next();
  }
  EXPECT_LE(started, 5u);
}

TEST(OrderedWorkers, EndsAtOnceWithoutItems) {
  OrderedWorkers<int> workers(0, 4, 4, [](size_t) { return 1; });
  EXPECT_EQ(workers.Next(), std::nullopt);
}

}  // namespace
}  // namespace supreme
