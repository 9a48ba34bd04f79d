// The measure behind kSnapSimilarity, on the wordings of the simulator's sign library.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/predict/snap_trial.h"

namespace supreme {
namespace {

class SnapTest : public testing::Test {
 protected:
  TextEncoder encoder_{std::filesystem::path(SUPREME_SOURCE_DIR) / "models/text-encoder-ecg"};
};

TEST_F(SnapTest, HardlyEverResolvesToAQueryThatMeansSomethingElse) {
  SnapTrial trial(encoder_);
  const SnapCounts wordings = trial.LeaveWordingsOut(5, kSnapSimilarity);
  EXPECT_GT(wordings.asked, 1000U);
  EXPECT_GE(wordings.right, 120U);
  EXPECT_LE(wordings.wrong, wordings.right / 40);
  const SnapCounts findings = trial.LeaveFindingsOut(5, kSnapSimilarity);
  EXPECT_GT(findings.asked, 1000U);
  // Each of these two is a wording of the finding that is left out and of one that is kept.
  for (const std::string& mistake : findings.mistakes) {
    EXPECT_TRUE(mistake.starts_with("delayed av conduction") ||
                mistake.starts_with("sinusrhythmus normales ekg"))
        << mistake;
  }
}

}  // namespace
}  // namespace supreme
