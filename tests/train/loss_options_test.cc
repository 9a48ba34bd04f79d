#include "train/loss_options.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(LossOptionsOf, IsPlainCrossEntropyUnlessToldOtherwise) {
  const LossOptions loss = LossOptionsOf({});
  EXPECT_EQ(loss.kind, LossKind::kBce);
  EXPECT_EQ(loss.contrastive_weight, 0.0);
  EXPECT_FALSE(loss.mask_uncertain);
}

TEST(LossOptionsOf, TakesEverySettingFromTheTable) {
  RunConfig config;
  const ConfigTable table = ConfigTable::Of(config);
  for (const char* assignment :
       {"train.loss=asymmetric", "train.uncertain=mask", "train.focal_gamma=1",
        "train.focal_alpha=0.3", "train.positive_gamma=2", "train.negative_gamma=3",
        "train.negative_shift=0.1", "train.contrastive_weight=0.5",
        "train.contrastive_temperature=0.2", "simulate.contrast_weight=4",
        "simulate.contrast_margin=5", "train.direct_weight=6"}) {
    table.Apply(assignment);
  }
  const LossOptions loss = LossOptionsOf(config);
  EXPECT_EQ(loss.kind, LossKind::kAsymmetric);
  EXPECT_TRUE(loss.mask_uncertain);
  EXPECT_EQ(loss.focal_gamma, 1.0);
  EXPECT_EQ(loss.focal_alpha, 0.3);
  EXPECT_EQ(loss.positive_gamma, 2.0);
  EXPECT_EQ(loss.negative_gamma, 3.0);
  EXPECT_EQ(loss.negative_shift, 0.1);
  EXPECT_EQ(loss.contrastive_weight, 0.5);
  EXPECT_EQ(loss.contrastive_temperature, 0.2);
  EXPECT_EQ(loss.contrast_weight, 4.0);
  EXPECT_EQ(loss.contrast_margin, 5.0);
  EXPECT_EQ(loss.direct_weight, 6.0);
}

TEST(LossOptionsOf, RefusesAContrastiveTermOverPartsOfABatch) {
  RunConfig config;
  config.train.contrastive_weight = 1.0;
  config.train.replicas = 2;
  ExpectError(ErrorCode::kUsage, "the batch in one piece", [&] { LossOptionsOf(config); });
}

}  // namespace
}  // namespace supreme
