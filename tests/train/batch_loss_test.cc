#include "train/batch_loss.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

Batch SmallBatch() {
  Batch batch;
  batch.labels = at::tensor({0, 1, 2, 2, 0, 1}).to(at::kByte).reshape({2, 3});
  return batch;
}

LossOptions Masked() {
  LossOptions loss;
  loss.mask_uncertain = true;
  return loss;
}

TEST(BatchLoss, CountsTheLabelsThatTheMeanIsTakenOver) {
  EXPECT_EQ(CountedLabels(SmallBatch(), {}), 6);
  EXPECT_EQ(CountedLabels(SmallBatch(), Masked()), 4);
}

TEST(BatchLoss, KeepsTheCountsOfQueriesThatAreNotAsked) {
  Batch batch = SmallBatch();
  CountLabels(batch);
  batch.labels = batch.labels.narrow(1, 0, 1);
  CountLabels(batch);
  EXPECT_EQ(CountedLabels(batch, {}), 6);
  EXPECT_EQ(CountedLabels(batch, Masked()), 4);
}

TEST(BatchLoss, MasksCanLeaveNothingToTakeTheMeanOver) {
  Batch batch;
  batch.labels = at::full({2, 2}, 2, at::kByte);
  EXPECT_EQ(CountedLabels(batch, Masked()), 0);
  CountLabels(batch);
  EXPECT_EQ(CountedLabels(batch, Masked()), 0);
}

TEST(BatchLoss, TakesThePosWeightsOfTheQueriesThatAreAsked) {
  LossOptions loss;
  loss.pos_weight = at::tensor({1.0f, 2.0f, 3.0f});
  Batch batch = SmallBatch();
  EXPECT_TRUE(at::equal(LossOfBatch(batch, loss).pos_weight, loss.pos_weight));
  batch.query_ids = at::tensor({2, 0}, at::kLong);
  batch.query_weights = at::tensor({5.0f, 1.0f});
  const LossOptions own = LossOfBatch(batch, loss);
  EXPECT_TRUE(at::equal(own.pos_weight, at::tensor({3.0f, 1.0f})));
  EXPECT_TRUE(at::equal(own.query_weight, batch.query_weights));
}

}  // namespace
}  // namespace supreme
