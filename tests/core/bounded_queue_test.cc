#include "core/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(BoundedQueue, KeepsOrder) {
  BoundedQueue<int> queue(3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(queue.Push(i));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(queue.Pop(), i);
}

TEST(BoundedQueue, MakesAFastProducerWait) {
  BoundedQueue<int> queue(2);
  std::atomic<int> pushed{0};
  std::thread producer([&] {
    for (int i = 0; i < 5; ++i) {
      queue.Push(i);
      ++pushed;
    }
  });
  while (pushed < 2) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(pushed, 2);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(queue.Pop(), i);
  producer.join();
}

TEST(BoundedQueue, DrainsAfterCloseAndTakesNothingMore) {
  BoundedQueue<std::unique_ptr<int>> queue(2);
  queue.Push(std::make_unique<int>(7));
  queue.Close();
  EXPECT_FALSE(queue.Push(std::make_unique<int>(8)));
  EXPECT_EQ(**queue.Pop(), 7);
  EXPECT_FALSE(queue.Pop());
}

TEST(BoundedQueue, WakesWaitersOnClose) {
  BoundedQueue<int> full(1);
  BoundedQueue<int> empty(1);
  full.Push(1);
  std::thread producer([&] { EXPECT_FALSE(full.Push(2)); });
  std::thread consumer([&] { EXPECT_FALSE(empty.Pop()); });
  full.Close();
  empty.Close();
  producer.join();
  consumer.join();
}

TEST(BoundedQueue, LosesAndRepeatsNothingAmongManyThreads) {
  constexpr int kPerThread = 2000;
  BoundedQueue<int> queue(4);
  std::atomic<int64_t> sum{0};
  std::atomic<int> count{0};
  std::vector<std::thread> consumers;
  std::vector<std::thread> producers;
  for (int t = 0; t < 3; ++t) {
    producers.emplace_back([&, t] {
      for (int i = 0; i < kPerThread; ++i) queue.Push(t * kPerThread + i);
    });
    consumers.emplace_back([&] {
      while (const auto item = queue.Pop()) {
        sum += *item;
        ++count;
      }
    });
  }
  for (auto& thread : producers) thread.join();
  queue.Close();
  for (auto& thread : consumers) thread.join();
  constexpr int64_t kTotal = 3 * kPerThread;
  EXPECT_EQ(count, kTotal);
  EXPECT_EQ(sum, kTotal * (kTotal - 1) / 2);
}

TEST(BoundedQueue, RefusesNoCapacity) {
  ExpectError(ErrorCode::kInternal, "broken", [] { BoundedQueue<int> queue(0); });
}

}  // namespace
}  // namespace supreme
