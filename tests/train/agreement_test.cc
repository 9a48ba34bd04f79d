#include "train/agreement.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <new>

#include "core/error.h"
#include "tests/core/expect_error.h"
#include "tests/train/thread_ranks.h"

namespace supreme {
namespace {

// Gives one batch, or fails.
class OneBatch : public BatchStream {
 public:
  explicit OneBatch(bool fails) : fails_(fails) {}
  std::optional<Batch> Next() override {
    if (fails_) throw Error(ErrorCode::kCorruptData, "record r7 is broken", "shard-00000");
    return Batch{at::zeros({1}), {}, {}, {}};
  }

 private:
  bool fails_;
};

TEST(Agreement, SumsWhenAllAreFine) {
  ThreadRanks(4).Run([](Collective& ranks) {
    std::array values{1.0 + static_cast<double>(ranks.rank()), 0.5};
    SumUnlessOneFailed(ranks, nullptr, values);
    EXPECT_EQ(values[0], 10.0);
    EXPECT_EQ(values[1], 2.0);
  });
}

TEST(Agreement, ABrokenRecordOfOneRankStopsAllWithItsCode) {
  for (int repeat = 0; repeat < 20; ++repeat) {
    std::atomic<int> own = 0;
    std::atomic<int> others = 0;
    ThreadRanks(3).Run([&](Collective& ranks) {
      OneBatch batches(ranks.rank() == 1);
      ranks.set_doing("step 3");
      try {
        NextOfAll(batches, ranks);
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
        const std::string text = error.what();
        own += text.find("r7") != std::string::npos ? 1 : 0;
        others += text.starts_with("step 3: rank 1 failed") ? 1 : 0;
      }
    });
    EXPECT_EQ(own, 1);
    EXPECT_EQ(others, 2);
  }
}

TEST(Agreement, WhatFailsOnTheFirstRankStopsAll) {
  std::atomic<int> stopped = 0;
  std::atomic<int> calls = 0;
  ThreadRanks(3).Run([&](Collective& ranks) {
    try {
      OnFirst(ranks, [&] {
        ++calls;
        throw Error(ErrorCode::kNoSpace, "disk is full", "run");
      });
    } catch (const Error& error) {
      stopped += error.code() == ErrorCode::kNoSpace ? 1 : 0;
    }
  });
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(stopped, 3);
}

TEST(Agreement, TheBestEvaluationIsTheOneThatTheFirstRankHas) {
  ThreadRanks(3).Run([](Collective& ranks) {
    TrainState state;
    state.has_best = true;
    state.best_auc = ranks.rank() == 0 ? 0.875 : 0.9;
    state.best_step = ranks.rank() == 0 ? 20 : 30;
    ShareBest(ranks, state);
    EXPECT_TRUE(state.has_best);
    EXPECT_EQ(state.best_auc, 0.875);
    EXPECT_EQ(state.best_step, 20);
  });
}

TEST(Agreement, LackOfMemoryOnOneRankStopsAll) {
  std::atomic<int> stopped = 0;
  ThreadRanks(2).Run([&](Collective& ranks) {
    const auto failure =
        ranks.rank() == 0 ? std::make_exception_ptr(std::bad_alloc()) : std::exception_ptr();
    std::array values{1.0};
    try {
      SumUnlessOneFailed(ranks, failure, values);
    } catch (const std::bad_alloc&) {
      ++stopped;
    } catch (const Error& error) {
      EXPECT_EQ(ExitCode(error.code()), 4);
      ++stopped;
    }
  });
  EXPECT_EQ(stopped, 2);
}

TEST(Agreement, AProcessByItselfThrowsItsOwn) {
  SingleProcess alone;
  OneBatch broken(true);
  ExpectError(ErrorCode::kCorruptData, "r7", [&] { NextOfAll(broken, alone); });
  OneBatch fine(false);
  EXPECT_TRUE(NextOfAll(fine, alone).has_value());
}

}  // namespace
}  // namespace supreme
