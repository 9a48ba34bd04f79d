#include "train/sampler.h"

#include <gtest/gtest.h>

#include <set>

#include "core/error.h"

namespace supreme {
namespace {

std::vector<size_t> Rows(size_t count) {
  std::vector<size_t> rows(count);
  for (size_t i = 0; i < count; ++i) rows[i] = 10 + i;
  return rows;
}

TEST(EpochSampler, ShowsARecordOnceAnEpoch) {
  EpochSampler sampler(Rows(103), 10, Rng(1));
  ASSERT_EQ(sampler.batches_per_epoch(), 10);
  std::multiset<size_t> seen;
  for (int64_t step = 0; step < 10; ++step) {
    for (const size_t row : sampler.Batch(step)) seen.insert(row);
  }
  EXPECT_EQ(std::set<size_t>(seen.begin(), seen.end()).size(), 100u);
  EXPECT_EQ(seen.size(), 100u);
}

TEST(EpochSampler, ChangesTheOrderEachEpoch) {
  EpochSampler sampler(Rows(50), 50, Rng(1));
  EXPECT_NE(sampler.Batch(0), sampler.Batch(1));
}

TEST(EpochSampler, StartsAnywhereWithTheSameBatches) {
  EpochSampler straight(Rows(64), 8, Rng(7));
  for (int64_t step = 0; step < 20; ++step) straight.Batch(step);
  EpochSampler resumed(Rows(64), 8, Rng(7));
  EXPECT_EQ(straight.Batch(20), resumed.Batch(20));
}

TEST(EpochSampler, InWindowsShowsEachRecordOnceAndStartsAnywhere) {
  EpochSampler sampler(Rows(1000), 50, Rng(5), 128);
  std::set<size_t> seen;
  for (int64_t step = 0; step < 20; ++step) {
    const std::vector<size_t> batch = sampler.Batch(step);
    EXPECT_EQ(sampler.position(), static_cast<size_t>(50 * step));
    EXPECT_EQ(sampler.order()[sampler.position()], batch[0]);
    seen.insert(batch.begin(), batch.end());
  }
  EXPECT_EQ(seen.size(), 1000u);
  sampler.Batch(27);
  EpochSampler resumed(Rows(1000), 50, Rng(5), 128);
  EXPECT_EQ(sampler.Batch(28), resumed.Batch(28));
}

TEST(EpochSampler, TakesAllRecordsWhenTheyAreFewerThanABatch) {
  EpochSampler sampler(Rows(5), 64, Rng(1));
  EXPECT_EQ(sampler.batch_size(), 5);
  EXPECT_EQ(sampler.Batch(3).size(), 5u);
  EXPECT_THROW(EpochSampler({}, 64, Rng(1)), Error);
}

// All ranks together see each batch of one process, and each record once an epoch.
TEST(EpochSampler, SharesEveryBatchAmongRanks) {
  for (const size_t window : {size_t{0}, size_t{64}}) {
    EpochSampler whole(Rows(500), 10, Rng(5), window);
    std::vector<EpochSampler> shares;
    for (int64_t rank = 0; rank < 3; ++rank) {
      shares.emplace_back(Rows(500), 10, Rng(5), window, Share{rank, 3});
    }
    EXPECT_EQ(shares[0].batch_size(), 10);
    EXPECT_EQ(shares[0].batches_per_epoch(), whole.batches_per_epoch());
    for (const int64_t step : {0, 1, 49, 50, 7}) {  // into the next epoch and back
      std::vector<size_t> joined;
      for (EpochSampler& share : shares) {
        const std::vector<size_t> rows = share.Batch(step);
        EXPECT_TRUE(std::equal(rows.begin(), rows.end(),
                               share.order().begin() + static_cast<int64_t>(share.position())));
        joined.insert(joined.end(), rows.begin(), rows.end());
      }
      EXPECT_EQ(joined, whole.Batch(step)) << "step " << step;
    }
  }
  EXPECT_THROW(EpochSampler(Rows(2), 64, Rng(1), 0, {0, 3}), Error);
}

}  // namespace
}  // namespace supreme
