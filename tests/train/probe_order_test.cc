#include "train/probe_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace supreme {
namespace {

std::vector<size_t> Rows(size_t count) {
  std::vector<size_t> rows(count);
  std::iota(rows.begin(), rows.end(), size_t{100});
  return rows;
}

std::vector<size_t> Epoch(ProbeOrder& order, int64_t epoch) {
  std::vector<size_t> rows;
  for (int64_t i = 0; i < order.batches_per_epoch(); ++i) {
    const auto batch = order.Batch(epoch * order.batches_per_epoch() + i);
    EXPECT_EQ(order.position(), rows.size());
    rows.insert(rows.end(), batch.begin(), batch.end());
  }
  return rows;
}

TEST(ProbeOrder, ShufflesTheEpochBeforeAsProbesDo) {
  ProbeOrder order(Rows(37), 8, 5);
  std::vector<size_t> wanted = Rows(37);
  for (int64_t epoch = 0; epoch < 3; ++epoch) {
    Rng shuffle = Rng(5).Fork("linear probe").Fork("order").Fork(static_cast<uint64_t>(epoch));
    shuffle.Shuffle(std::span(wanted));
    EXPECT_EQ(Epoch(order, epoch), wanted) << epoch;
  }
}

TEST(ProbeOrder, TheLastBatchHasWhatIsLeft) {
  ProbeOrder order(Rows(37), 8, 5);
  EXPECT_EQ(order.batches_per_epoch(), 5);
  EXPECT_EQ(order.Batch(3).size(), 8U);
  EXPECT_EQ(order.Batch(4).size(), 5U);
  EXPECT_EQ(order.Batch(5).size(), 8U);
}

TEST(ProbeOrder, StartsAnywhereWithTheSameBatches) {
  ProbeOrder straight(Rows(20), 6, 9);
  for (int64_t step = 0; step < 13; ++step) straight.Batch(step);
  ProbeOrder resumed(Rows(20), 6, 9);
  EXPECT_EQ(resumed.Batch(13), straight.Batch(13));
  EXPECT_EQ(straight.Batch(2), ProbeOrder(Rows(20), 6, 9).Batch(2));
}

TEST(ProbeOrder, ABatchIsAllRecordsWhenTheyAreFewer) {
  ProbeOrder order(Rows(3), 8, 1);
  EXPECT_EQ(order.batch_size(), 3);
  EXPECT_EQ(order.batches_per_epoch(), 1);
  std::vector<size_t> batch = order.Batch(7);
  std::sort(batch.begin(), batch.end());
  EXPECT_EQ(batch, Rows(3));
}

}  // namespace
}  // namespace supreme
