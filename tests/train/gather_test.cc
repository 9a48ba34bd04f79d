#include "train/gather.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "tests/train/thread_ranks.h"
#include "train/device.h"
#include "train/share.h"

namespace supreme {
namespace {

ValidationScores SomeScores(int64_t records) {
  ValidationScores scores;
  scores.record_count = static_cast<size_t>(records);
  scores.query_count = records == 0 ? 0 : 2;
  for (int64_t i = 0; i < 2 * records; ++i) {
    scores.scores.push_back(0.1 * static_cast<double>(i) + 0.01);
    scores.labels.push_back(static_cast<uint8_t>(i % 3));
  }
  return scores;
}

TEST(Gather, BringsTheShareOfEachRankToItsPlace) {
  for (const int64_t records : {9, 2}) {  // with 2, a rank of three has none
    const ValidationScores all = SomeScores(records);
    ThreadRanks(3).Run([&](Collective& ranks) {
      const Share share{ranks.rank(), ranks.size()};
      ValidationScores own = SomeScores(share.Size(records));
      std::copy_n(all.scores.begin() + 2 * share.Begin(records), own.scores.size(),
                  own.scores.begin());
      std::copy_n(all.labels.begin() + 2 * share.Begin(records), own.labels.size(),
                  own.labels.begin());
      own.loss = 3.0;
      own.left_out = 1;  // and not among the scores
      const ValidationScores gathered = GatherScores(ranks, own);
      EXPECT_EQ(gathered.scores, all.scores);
      EXPECT_EQ(gathered.labels, all.labels);
      EXPECT_EQ(gathered.query_count, 2U);
      EXPECT_EQ(gathered.left_out, 3U);
      EXPECT_NEAR(gathered.loss, 3.0, 1e-12);
    });
  }
}

TEST(Gather, HasTheGeneratorOfEveryRank) {
  ThreadRanks(2).Run([](Collective& ranks) {
    const at::Generator own = NewCpuGenerator(static_cast<uint64_t>(ranks.rank()) + 5);
    const auto states = GatherStates(ranks, own);
    ASSERT_EQ(states.size(), 2U);
    for (size_t rank = 0; rank < 2; ++rank) {
      EXPECT_TRUE(at::equal(states[rank], NewCpuGenerator(rank + 5).get_state()));
    }
  });
}

}  // namespace
}  // namespace supreme
