#include "stats/challenge_score.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(ChallengeScore, EqualsTheDefinitionAsSums) {
  auto table = OpenGolden("challenge.csv");
  int cases = 0;
  while (table.Next()) {
    const auto weights = GoldenNumbers(table["weights"]);
    const auto labels = GoldenLabels(table["labels"]), said = GoldenLabels(table["said"]);
    const auto classes = static_cast<size_t>(ParseInt(table["classes"]).value());
    const auto normal = static_cast<size_t>(ParseInt(table["normal"]).value());
    ExpectGolden(ChallengeScore({weights, labels, said, classes, normal}), table["score"],
                 table.Where());
    ++cases;
  }
  EXPECT_EQ(cases, 200);
}

TEST(ChallengeScore, IsOneForTheTruthAndZeroForAnIdleSystem) {
  const std::vector<double> weights = {1, 0.5, 0.5, 1};
  const std::vector<uint8_t> labels = {1, 0, 0, 1, 1, 1}, idle = {1, 0, 1, 0, 1, 0};
  EXPECT_EQ(ChallengeScore({weights, labels, labels, 2, 0}), 1.0);
  EXPECT_EQ(ChallengeScore({weights, labels, idle, 2, 0}), 0.0);
}

TEST(ChallengeScore, IsUndefinedWhenIdlenessIsTheTruth) {
  const std::vector<double> weights = {1, 0, 0, 1};
  const std::vector<uint8_t> labels = {1, 0};
  EXPECT_FALSE(ChallengeScore({weights, labels, labels, 2, 0}));
}

TEST(ChallengeScore, RefusesWrongLengths) {
  const std::vector<double> weights = {1};
  const std::vector<uint8_t> labels = {1, 0};
  ExpectError(ErrorCode::kInternal, "broken", [&] {
    ChallengeScore({weights, labels, labels, 2, 0});
  });
}

}  // namespace
}  // namespace supreme
