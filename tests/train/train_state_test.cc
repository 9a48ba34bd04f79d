#include "train/train_state.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TrainState State() {
  TrainState state;
  state.step = 1;
  state.records_seen = 2;
  state.has_best = true;
  state.best_auc = 0.1 + 0.2;  // not a short decimal
  state.best_step = 4;
  state.stale_evaluations = 5;
  state.skipped_steps = 6;
  state.skipped_in_a_row = 7;
  state.logged_loss_sum = 1.0 / 3.0;
  state.logged_loss_count = 9;
  state.seconds = 10.5;
  state.ranks = 11;
  return state;
}

TEST(TrainState, ReadsBackToTheLastBit) {
  const TrainState wanted = State();
  const TrainState read = TrainStateFromJson(ParseJson(DumpJson(ToJson(wanted)), "x"), "x");
  EXPECT_EQ(read.step, wanted.step);
  EXPECT_EQ(read.records_seen, wanted.records_seen);
  EXPECT_EQ(read.has_best, wanted.has_best);
  EXPECT_EQ(read.best_auc, wanted.best_auc);
  EXPECT_EQ(read.best_step, wanted.best_step);
  EXPECT_EQ(read.stale_evaluations, wanted.stale_evaluations);
  EXPECT_EQ(read.skipped_steps, wanted.skipped_steps);
  EXPECT_EQ(read.skipped_in_a_row, wanted.skipped_in_a_row);
  EXPECT_EQ(read.logged_loss_sum, wanted.logged_loss_sum);
  EXPECT_EQ(read.logged_loss_count, wanted.logged_loss_count);
  EXPECT_EQ(read.seconds, wanted.seconds);
  EXPECT_EQ(read.ranks, wanted.ranks);
}

TEST(TrainState, NamesTheKeyThatIsMissingOrNoCount) {
  const Json whole = ParseJson(DumpJson(ToJson(State())), "x");
  for (const auto& [key, value] : whole.items()) {
    Json json = whole;
    json.erase(key);
    if (key == "ranks") {
      EXPECT_EQ(TrainStateFromJson(json, "state.json").ranks, 1) << "older runs had one process";
      continue;
    }
    ExpectError(ErrorCode::kCorruptData, key, [&] { TrainStateFromJson(json, "state.json"); });
  }
  Json negative = whole;
  negative["step"] = -1;
  ExpectError(ErrorCode::kCorruptData, "step", [&] { TrainStateFromJson(negative, "state.json"); });
}

}  // namespace
}  // namespace supreme
