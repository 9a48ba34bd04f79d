#include "eval/npy_matrix.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "eval/scores.h"
#include "tests/core/expect_error.h"
#include "tests/eval/temporary_file.h"

namespace supreme {
namespace {

std::string Npy(const std::string& type, const std::string& shape, const std::string& data,
                bool fortran = false) {
  std::string header = "{'descr': '" + type +
                       "', 'fortran_order': " + (fortran ? "True" : "False") +
                       ", 'shape': " + shape + ", }\n";
  const char size[] = {static_cast<char>(header.size()), 0};
  return std::string("\x93NUMPY\x01\x00", 8) + std::string(size, 2) + header + data;
}

template <class Number>
std::string Bytes(const std::vector<Number>& values) {
  std::string bytes(values.size() * sizeof(Number), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

ScoreMatrix Read(const std::string& content) {
  return ReadNpyMatrix(TemporaryFile("a.npy", content).path());
}

TEST(NpyMatrix, ReadsEveryTypeInBothOrders) {
  const std::vector<double> expected = {1, 0, 2, 3, 5, 4};
  EXPECT_EQ(Read(Npy("<f8", "(2, 3)", Bytes(expected))).values, expected);
  EXPECT_EQ(Read(Npy("<f4", "(2, 3)", Bytes<float>({1, 0, 2, 3, 5, 4}))).values, expected);
  EXPECT_EQ(Read(Npy("|i1", "(2, 3)", Bytes<int8_t>({1, 0, 2, 3, 5, 4}))).values, expected);
  EXPECT_EQ(Read(Npy("<i8", "(2, 3)", Bytes<int64_t>({1, 0, 2, 3, 5, 4}))).values, expected);
  EXPECT_EQ(Read(Npy("<u2", "(2, 3)", Bytes<uint16_t>({1, 0, 2, 3, 5, 4}))).values, expected);
  EXPECT_EQ(Read(Npy(">i2", "(2, 3)", std::string("\0\1\0\0\0\2\0\3\0\5\0\4", 12))).values,
            expected);
  EXPECT_EQ(Read(Npy("<f8", "(2, 3)", Bytes<double>({1, 3, 0, 5, 2, 4}), true)).values, expected);
  const ScoreMatrix flags = Read(Npy("|b1", "(2,)", std::string("\1\0", 2)));
  EXPECT_EQ(flags.class_count, 1U);
  EXPECT_EQ(flags.values, (std::vector<double>{1, 0}));
}

TEST(NpyMatrix, RefusesWhatDoesNotFitItsHeader) {
  const std::string two = Bytes<double>({1, 2});
  ExpectError(ErrorCode::kCorruptData, "1 × 3 values over 16 bytes",
              [&] { Read(Npy("<f8", "(1, 3)", two)); });
  ExpectError(ErrorCode::kInvalidInput, "values over 16 bytes",
              [&] { Read(Npy("<f8", "(549755813888, 549755813888)", two)); });
  ExpectError(ErrorCode::kInvalidInput, "3 dimensions",
              [&] { Read(Npy("<f8", "(1, 1, 2)", two)); });
  ExpectError(ErrorCode::kInvalidInput, "type \"<c8\"", [&] { Read(Npy("<c8", "(1, 2)", two)); });
  ExpectError(ErrorCode::kInvalidInput, "type \"|O8\"", [&] { Read(Npy("|O8", "(1, 2)", two)); });
  ExpectError(ErrorCode::kCorruptData, "record 2, class 1: a value is not a finite number", [&] {
    Read(Npy("<f8", "(2, 1)", Bytes<double>({1, std::numeric_limits<double>::quiet_NaN()})));
  });
  ExpectError(ErrorCode::kCorruptData, "not a NumPy array", [] { Read("PK\x03\x04 and more"); });
}

// A public set of 2,203 records and 71 classes, to be put there by hand.
TEST(NpyMatrix, GivesThePublishedMacroAucOfAPublicPredictionSet) {
  const auto folder = std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data/predictions";
  const auto scores = folder / "y_pred.npy", labels = folder / "y_true.npy";
  if (!std::filesystem::exists(scores) || !std::filesystem::exists(labels)) {
    GTEST_SKIP() << scores << " or " << labels << " is absent";
  }
  const ScoredLabels data = MatchLabels(ReadScoreMatrix(scores), ReadScoreMatrix(labels));
  ScoresOptions options;
  options.bootstrap.resample_count = 0;
  const ScoresResult result = EvaluateScores(data, {}, options);
  EXPECT_EQ(result.record_count, 2203U);
  EXPECT_EQ(result.macro.class_count, 71U);
  EXPECT_NEAR(result.macro.auroc.value.value(), 0.9254358590055028, 1e-12);
}

}  // namespace
}  // namespace supreme
