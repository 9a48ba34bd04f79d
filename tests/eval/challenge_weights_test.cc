#include "eval/challenge_weights.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/eval/temporary_file.h"

namespace supreme {
namespace {

ChallengeWeights Read(const std::string& text) {
  return ReadChallengeWeights(TemporaryFile("weights.csv", text).path());
}

constexpr char kTable[] = ",1,2|3\n1,1,0.5\n2|3,0.5,1\n";

TEST(ChallengeWeights, ReadsCodesThatCountAsOne) {
  const ChallengeWeights table = Read(kTable);
  EXPECT_EQ(table.codes[1], (std::vector<std::string>{"2", "3"}));
  EXPECT_EQ(table.weights, (std::vector<double>{1, 0.5, 0.5, 1}));
}

TEST(ChallengeWeights, JoinsClassesThatCountAsOne) {
  ScoredLabels data;
  data.records = {"a", "b"};
  data.classes = {"1", "2", "3", "other"};
  // Truth of b: class 2|3, by code 3. Said of b: class 2|3, by code 2.
  data.positive = {{1, 0}, {0, 0}, {0, 1}, {1, 1}};
  data.scores = {{0.9, 0.1}, {0.1, 0.9}, {0.2, 0.2}, {0, 0}};
  const std::vector<double> thresholds(4, 0.5);
  EXPECT_EQ(ScoreChallenge(Read(kTable), data, thresholds, "1"), 1.0);
  data.scores[0] = {0.1, 0.9};
  data.scores[1] = {0.9, 0.1};
  EXPECT_EQ(ScoreChallenge(Read(kTable), data, thresholds, "1"), -1.0);
}

TEST(ChallengeWeights, RefusesTablesThatAreNotSquare) {
  ExpectError(ErrorCode::kCorruptData, "different names", [] { Read(",1,2\n1,1,0\n3,0,1\n"); });
  ExpectError(ErrorCode::kCorruptData, "1 rows, 2 columns", [] { Read(",1,2\n1,1,0\n"); });
  ExpectError(ErrorCode::kCorruptData, "different names", [] { Read(",1\n1,1\n2,0\n"); });
  ExpectError(ErrorCode::kCorruptData, "code \"2\" stands twice",
              [] { Read(",1|2,2\n1|2,1,0\n2,0,1\n"); });
  ExpectError(ErrorCode::kCorruptData, "\"x\" is no weight", [] { Read(",1\n1,x\n"); });
}

TEST(ChallengeWeights, RefusesLabelsThatItDoesNotKnow) {
  ScoredLabels data;
  data.records = {"a"};
  data.classes = {"9"};
  data.positive = {{1}};
  data.scores = {{1}};
  const std::vector<double> thresholds = {0.5};
  ExpectError(ErrorCode::kInvalidInput, "no class of the labels is in the table",
              [&] { ScoreChallenge(Read(kTable), data, thresholds, "1"); });
  ExpectError(ErrorCode::kInvalidInput, "no class \"7\" in the weights",
              [&] { ScoreChallenge(Read(kTable), data, thresholds, "7"); });
}

}  // namespace
}  // namespace supreme
