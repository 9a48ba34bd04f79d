#include "eval/score_matrix.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/eval/temporary_file.h"

namespace supreme {
namespace {

ScoreMatrix Read(const std::string& text) {
  return ReadScoreMatrix(TemporaryFile("t.csv", text).path());
}

TEST(ScoreMatrix, ReadsNamesAndValues) {
  const ScoreMatrix matrix = Read("id,A,\"B, or C\"\nr1,0.5,1e-3\nr2,-2,7\n");
  EXPECT_EQ(matrix.records, (std::vector<std::string>{"r1", "r2"}));
  EXPECT_EQ(matrix.classes, (std::vector<std::string>{"A", "B, or C"}));
  EXPECT_EQ(matrix.at(1, 1), 7.0);
  EXPECT_EQ(matrix.Column(0), (std::vector<double>{0.5, -2.0}));
}

TEST(ScoreMatrix, RefusesWhatIsNoTableOfNumbers) {
  ExpectError(ErrorCode::kCorruptData, "t.csv:2, column A: \"x\" is not a finite number",
              [] { Read("id,A\nr1,x\n"); });
  ExpectError(ErrorCode::kCorruptData, "\"r1\" stands twice", [] { Read("id,A\nr1,1\nr1,2\n"); });
  ExpectError(ErrorCode::kInvalidInput, "no column of a class", [] { Read("id\nr1\n"); });
  ExpectError(ErrorCode::kInvalidInput, "no records", [] { Read("id,A\n"); });
  ExpectError(ErrorCode::kUsage, "neither .csv nor .npy", [] { ReadScoreMatrix("scores.xls"); });
}

TEST(MatchLabels, MatchesByNameAndCountsWhatHasNoLabel) {
  const ScoreMatrix scores = Read("id,B,X,A\nr3,0.3,9,3\nr1,0.1,9,1\nr2,0.2,9,2\n");
  const ScoreMatrix labels = Read("id,A,B\nr1,0,1\nr2,1,1\n");
  const ScoredLabels matched = MatchLabels(scores, labels);
  EXPECT_EQ(matched.records, (std::vector<std::string>{"r1", "r2"}));
  EXPECT_EQ(matched.scores[0], (std::vector<double>{1, 2}));
  EXPECT_EQ(matched.scores[1], (std::vector<double>{0.1, 0.2}));
  EXPECT_EQ(matched.positive[0], (std::vector<uint8_t>{0, 1}));
  EXPECT_EQ(matched.unlabelled_records, 1U);
  EXPECT_EQ(matched.unlabelled_classes, std::vector<std::string>{"X"});
}

TEST(MatchLabels, RefusesMissingScoresAndOtherLabels) {
  const ScoreMatrix scores = Read("id,A\nr1,0.3\n");
  ExpectError(ErrorCode::kInvalidInput,
              "1 of 2 labelled records have no score, the first is \"r2\"",
              [&] { MatchLabels(scores, Read("id,A\nr1,0\nr2,1\n")); });
  ExpectError(ErrorCode::kInvalidInput, "1 of 1 labelled classes have no score",
              [&] { MatchLabels(scores, Read("id,B\nr1,0\n")); });
  ExpectError(ErrorCode::kInvalidInput, "record 1, class 1: 0.5 is no label",
              [&] { MatchLabels(scores, Read("id,A\nr1,0.5\n")); });
}

TEST(ReadPatients, NumbersPatientsInTheOrderOfTheRecords) {
  const TemporaryFile file("p.csv", "patient_id,record_id\np9,r1\np1,r2\np9,r3\np5,r4\n");
  const std::vector<std::string> records = {"r2", "r1", "r3"};
  EXPECT_EQ(ReadPatients(file.path(), records), (std::vector<uint32_t>{0, 1, 1}));
  const std::vector<std::string> other = {"r7"};
  ExpectError(ErrorCode::kNotFound, "record \"r7\" has no patient",
              [&] { ReadPatients(file.path(), other); });
}

}  // namespace
}  // namespace supreme
