// Fine-tuning on the false GPU: what would end or slow it on a real one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/train/false_gpu.h"
#include "tests/train/small_finetune.h"
#include "train/device_batches.h"
#include "train/device_step.h"

namespace supreme {
namespace {

class FineTuneOnAGpu : public SmallFineTune, public testing::WithParamInterface<const char*> {
 protected:
  void UseGpu() {
    options_.device = kFalseGpu;
    options_.config.device = "cuda";  // samples as stored
  }
};

TEST_P(FineTuneOnAGpu, HasTheNumbersOfTheCpu) {
  for (const double encoder_rate : {1e-3, 0.0}) {
    UseEncoder(GetParam());
    bundle_.model.preprocess.normalisation = "mv";
    options_ = {};
    options_.config.epochs = 2;
    options_.config.batch_size = 6;
    options_.config.encoder_rate = encoder_rate;
    const FineTuned wanted = Train();
    UseGpu();
    const FineTuned tuned = Train();
    for (size_t i = 0; i < 2; ++i) EXPECT_NEAR(tuned.losses[i], wanted.losses[i], 2e-4);
    for (size_t i = 0; i < wanted.test_logits.size(); ++i) {
      EXPECT_NEAR(tuned.test_logits[i], wanted.test_logits[i], 2e-3) << i;
    }
  }
}

TEST_P(FineTuneOnAGpu, StartsStepsWithoutWaiting) {
  UseEncoder(GetParam());
  UseGpu();
  for (const double encoder_rate : {1e-3, 0.0}) {
    options_.config.encoder_rate = encoder_rate;
    Learner learner = FineTuneLearner(bundle_, kClasses, options_);
    Replicas replicas(*learner.network,
                      {.threads = 1, .encoder_frozen = encoder_rate == 0.0, .device = kFalseGpu});
    DeviceStep steps({*learner.network, replicas, learner.optimizer, nullptr, kFalseGpu});
    Batch batch;
    batch.samples = at::randn({4, 12, bundle_.model.preprocess.window_samples});
    batch.lead_log_std = at::randn({4, 12});
    batch.labels = at::randint(0, 2, {4, kClasses}, at::TensorOptions(at::kByte));
    batch.queries = at::zeros({kClasses, 1});
    batch = MoveBatch(batch, kFalseGpu, DevicePreprocessor(bundle_.model.preprocess, kFalseGpu));
    steps.Start(batch, {}, {.number = 1, .learning_rate = 1e-3});
    steps.Take();
    TakeHostWaits();
    steps.Start(batch, {}, {.number = 2, .learning_rate = 1e-3});
    EXPECT_THAT(TakeHostWaits(), testing::IsEmpty());
    EXPECT_TRUE(std::isfinite(steps.Take().loss));
  }
}

INSTANTIATE_TEST_SUITE_P(Encoders, FineTuneOnAGpu, testing::Values("vit", "resnet"));

}  // namespace
}  // namespace supreme
