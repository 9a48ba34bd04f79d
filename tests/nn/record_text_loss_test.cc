#include "nn/record_text_loss.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

// Two records along the axes, each with the query of its axis.
RecordTexts TwoRecords() {
  const at::Tensor axes = at::eye(2, at::kDouble);
  return {axes.unsqueeze(1), axes, at::eye(2, at::kByte)};
}

TEST(RecordTextLoss, AsksEachRecordForItsOwnText) {
  const double e = std::exp(1.0);
  EXPECT_NEAR(RecordTextLoss(TwoRecords(), 1.0).item<double>(), std::log((e + 1.0) / e), 1e-12);
  RecordTexts exchanged = TwoRecords();
  exchanged.labels = exchanged.labels.flip(0);
  EXPECT_NEAR(RecordTextLoss(exchanged, 1.0).item<double>(), std::log(e + 1.0), 1e-12);
}

TEST(RecordTextLoss, RecordsOfTheSameTextAreRightAnswersOfEachOther) {
  RecordTexts batch = TwoRecords();
  batch.tokens = at::cat({batch.tokens, batch.tokens});  // records 2 and 3 repeat 0 and 1
  batch.labels = at::cat({batch.labels, batch.labels});
  const double e = std::exp(1.0);
  // Each right answer has a share of e / (2e + 2), however often it stands there.
  EXPECT_NEAR(RecordTextLoss(batch, 1.0).item<double>(), std::log((2.0 * e + 2.0) / e), 1e-12);
}

TEST(RecordTextLoss, ASharedQueryAloneMakesNoRightAnswer) {
  RecordTexts batch = TwoRecords();
  batch.labels = at::tensor({1, 1, 0, 1}).to(at::kByte).reshape({2, 2});
  const double half = std::sqrt(0.5);
  // Texts (√½, √½) and (0, 1); ECGs (1, 0) and (0, 1).
  const double ecg = -half + std::log(std::exp(half) + std::exp(0.0)) - 1.0 +
                     std::log(std::exp(half) + std::exp(1.0));
  const double text = -half + std::log(2.0 * std::exp(half)) - 1.0 + std::log(1.0 + std::exp(1.0));
  EXPECT_NEAR(RecordTextLoss(batch, 1.0).item<double>(), (ecg + text) / 4.0, 1e-12);
}

TEST(RecordTextLoss, RecordsWithoutAPresentQueryTakeNoPart) {
  const double wanted = RecordTextLoss(TwoRecords(), 0.5).item<double>();
  RecordTexts batch = TwoRecords();
  batch.tokens = at::cat({batch.tokens, at::randn({1, 1, 2}, at::kDouble)});
  batch.labels = at::cat({batch.labels, at::tensor({0, 2}).to(at::kByte).reshape({1, 2})});
  EXPECT_NEAR(RecordTextLoss(batch, 0.5).item<double>(), wanted, 1e-12);
}

TEST(RecordTextLoss, IsZeroWithFiniteGradientsWhenNoRecordHasAText) {
  RecordTexts batch = TwoRecords();
  batch.tokens.requires_grad_();
  batch.queries = batch.queries.clone().requires_grad_();
  batch.labels = at::zeros({2, 2}, at::kByte);
  const at::Tensor loss = RecordTextLoss(batch, 0.1);
  loss.backward();
  EXPECT_EQ(loss.item<double>(), 0.0);
  EXPECT_EQ(batch.tokens.grad().abs().sum().item<double>(), 0.0);
  EXPECT_EQ(batch.queries.grad().abs().sum().item<double>(), 0.0);
}

TEST(RecordTextLoss, ComparesDirectionsNotLengths) {
  RecordTexts batch = TwoRecords();
  const double wanted = RecordTextLoss(batch, 0.3).item<double>();
  batch.tokens = batch.tokens * 7.0;
  batch.queries = batch.queries * 0.01;
  EXPECT_NEAR(RecordTextLoss(batch, 0.3).item<double>(), wanted, 1e-9);
}

}  // namespace
}  // namespace supreme
