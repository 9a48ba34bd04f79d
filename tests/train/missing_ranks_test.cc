#include "train/missing_ranks.h"

#include <gtest/gtest.h>

#include <numeric>

namespace supreme {
namespace {

TEST(MissingRanks, AreNamedInOneLine) {
  EXPECT_EQ(RankList({2}), "rank 2");
  EXPECT_EQ(RankList({0, 3}), "ranks 0, 3");
  std::vector<int64_t> many(100);
  std::iota(many.begin(), many.end(), 0);
  EXPECT_NE(RankList(many).find("15 and 84 more"), std::string::npos) << RankList(many);
  EXPECT_EQ(AbsentRanks({1, 0, 1, 0}), (std::vector<int64_t>{1, 3}));
}

TEST(MissingRanks, MakeATimeoutThatSaysWhoWhenAndWhatToDo) {
  const Error error = LateRanks({1}, 5.0, "step 7");
  EXPECT_EQ(error.code(), ErrorCode::kTimeout);
  EXPECT_EQ(ExitCode(error.code()), 5);
  const std::string text = error.what();
  EXPECT_TRUE(text.starts_with("step 7: rank 1 did not answer within 5 s")) << text;
  EXPECT_NE(text.find("--resume"), std::string::npos);
  EXPECT_NE(std::string(LateRanks({}, 5.0, "step 7").what()).find("some ranks"), std::string::npos);
}

TEST(MissingRanks, AreCalledBeforeTheTimeIsOver) {
  EXPECT_EQ(RollCallSeconds(300.0), 1.0);
  EXPECT_EQ(RollCallSeconds(1.0), 0.25);
}

}  // namespace
}  // namespace supreme
