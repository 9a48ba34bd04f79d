#include "train/finetune.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "core/atomic_file.h"
#include "eval/probe_training.h"
#include "nn/ecg_encoder.h"
#include "nn/lead_offset.h"
#include "signal/preprocess.h"
#include "tests/core/expect_error.h"
#include "tests/nn/golden_case.h"
#include "tests/train/small_finetune.h"

namespace supreme {
namespace {

class FineTuneTest : public SmallFineTune {
 protected:
  // Mean tokens of the encoder as the bundle has it.
  LabelledFeatures Features(const TaskLabels& records) const {
    const c10::NoGradGuard no_grad;
    Weights weights(bundle_.model, {});
    weights.Load(SafetensorsFile(folder_ / "model.safetensors"));
    const std::unique_ptr<EcgEncoder> encoder = MakeEcgEncoder(bundle_.model, weights);
    const Preprocessor preprocessor(bundle_.model.preprocess);
    LabelledFeatures data{static_cast<size_t>(bundle_.model.width), kClasses, {}, records.positive};
    for (const size_t row : records.rows) {
      NetworkInput input = preprocessor.Prepare(pack_->ReadWindow(row));
      const at::Tensor samples =
          at::from_blob(input.samples.data(), {1, 12, bundle_.model.preprocess.window_samples});
      const at::Tensor log_std = at::from_blob(input.lead_log_std.data(), {1, 12});
      const at::Tensor offset = LeadOffset(weights.Get("lead_scale.weight"), log_std, 1);
      const at::Tensor mean = encoder->Forward(samples, offset, Mode{}).mean(1).contiguous();
      const auto* values = mean.const_data_ptr<float>();
      data.features.insert(data.features.end(), values, values + mean.numel());
    }
    return data;
  }
};

TEST_F(FineTuneTest, LearnsSixteenRecordsByHeart) {
  options_.config.epochs = 60;
  rest_ = train_;
  const FineTuned tuned = Train();
  EXPECT_LT(tuned.losses.back(), 0.1 * tuned.losses.front());
  EXPECT_EQ(tuned.validation_aucs.back(), 1.0);
}

TEST_F(FineTuneTest, LearnsWhatALayerOnTheFrozenEncoderCannot) {
  options_.config.epochs = 30;
  rest_ = train_;
  const FineTuned tuned = Train();
  options_.config.encoder_rate = 0.0;
  EXPECT_LT(tuned.losses.back(), 0.5 * Train().losses.back());
}

class FineTuneProbe : public FineTuneTest, public testing::WithParamInterface<const char*> {};

// The last batch of an epoch has 4 records here.
TEST_P(FineTuneProbe, WithAFrozenEncoderIsTheLinearProbe) {
  UseEncoder(GetParam());
  bundle_.model.dropout = bundle_.model.stochastic_depth = 0.5;  // of no effect as in use
  options_.config.epochs = 8;
  options_.config.batch_size = 6;
  options_.config.encoder_rate = 0.0;
  options_.config.weight_decay = 1e-2;
  options_.seed = 7;
  const FineTuned tuned = Train();
  ProbeRecipe recipe;
  recipe.optimizer = {.weight_decay = 1e-2, .decoupled = true};
  recipe.learning_rate = options_.config.head_rate;
  recipe.warmup_epochs = 1;
  recipe.epochs = 8;
  recipe.batch_size = 6;
  recipe.reported = ReportedEpoch::kBestValidation;
  std::vector<uint32_t> all(train_.rows.size());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  const ProbeRun probe = TrainProbe({Features(train_), Features(rest_), Features(rest_)}, all,
                                    recipe, options_.seed, nullptr);
  EXPECT_EQ(tuned.epoch, probe.epoch);
  EXPECT_NEAR(tuned.losses[static_cast<size_t>(probe.epoch - 1)], probe.loss, 1e-5);
  ASSERT_EQ(tuned.test_logits.size(), probe.test_logits.size());
  for (size_t i = 0; i < probe.test_logits.size(); ++i) {
    EXPECT_NEAR(tuned.test_logits[i], probe.test_logits[i], 1e-4) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Encoders, FineTuneProbe, testing::Values("vit", "resnet"));

TEST_F(FineTuneTest, AVitLearnsToo) {
  UseEncoder("vit");
  options_.config.epochs = 30;
  rest_ = train_;
  const FineTuned tuned = Train();
  options_.config.encoder_rate = 0.0;
  EXPECT_LT(tuned.losses.back(), 0.8 * Train().losses.back());
}

TEST_F(FineTuneTest, InBfloat16LearnsNearlyTheSame) {
  UseEncoder("vit");
  const FineTuned exact = Train();
  options_.config.precision = "bf16";
  const FineTuned rounded = Train();
  EXPECT_NE(rounded.losses, exact.losses);
  EXPECT_NEAR(rounded.losses.back(), exact.losses.back(), 0.02 * exact.losses.back());
}

TEST_F(FineTuneTest, TheSameSeedGivesTheSameBits) {
  const FineTuned first = Train();
  const FineTuned again = Train();
  EXPECT_EQ(first.test_logits, again.test_logits);
  EXPECT_EQ(first.losses, again.losses);
  options_.seed = 2;
  EXPECT_NE(first.test_logits, Train().test_logits);
}

TEST_F(FineTuneTest, TestRecordsAreScoredWithTheWeightsOfTheBestEpoch) {
  options_.config.epochs = 12;
  const FineTuned tuned = Train();
  ASSERT_EQ(tuned.validation_aucs.size(), 12U);
  const auto best = std::max_element(tuned.validation_aucs.begin(), tuned.validation_aucs.end());
  EXPECT_EQ(tuned.epoch, best - tuned.validation_aucs.begin() + 1);
  LabelledFeatures test;  // the validation records are the test records here
  test.class_count = kClasses;
  test.positive = rest_.positive;
  EXPECT_NEAR(*MacroAuc(tuned.test_logits, test), *best, 1e-12);
}

// As a run leaves it that is killed after its best epoch: the last one is not there.
void ForgetLastEpochs(const std::filesystem::path& run) {
  std::filesystem::remove(run / kFineTuneResult);
  std::filesystem::remove_all(run / "checkpoints" /
                              std::filesystem::read_symlink(run / "latest").filename());
}

class FineTuneResume : public FineTuneTest, public testing::WithParamInterface<const char*> {};

TEST_P(FineTuneResume, GoesOnToTheSameBits) {
  UseEncoder(GetParam());
  bundle_.model.dropout = bundle_.model.stochastic_depth = 0.2;
  options_.config.epochs = 12;
  options_.config.batch_size = 6;
  rest_ = train_;  // of which the best score is reached early
  const FineTuned straight = Train("run");
  ASSERT_LT(straight.epoch, 12) << "the best epoch is to be one before the last";
  ForgetLastEpochs(folder_ / "run");
  const FineTuned resumed = Train("run");
  EXPECT_NE(ReadFile(folder_ / "run/log.txt").find("resumed at step"), std::string::npos);
  EXPECT_EQ(resumed.losses, straight.losses);
  EXPECT_EQ(resumed.validation_aucs, straight.validation_aucs);
  EXPECT_EQ(resumed.test_logits, straight.test_logits);
}

INSTANTIATE_TEST_SUITE_P(Encoders, FineTuneResume, testing::Values("vit", "resnet"));

TEST_F(FineTuneTest, AFinishedSeedIsReadAndNotTrainedAgain) {
  const FineTuned first = Train("run");
  std::filesystem::remove_all(folder_ / "run/checkpoints");
  const FineTuned again = Train("run");
  EXPECT_EQ(again.test_logits, first.test_logits);
  EXPECT_EQ(again.epoch, first.epoch);
  EXPECT_NE(ReadFile(folder_ / "run/log.txt").find("is finished"), std::string::npos);
  EXPECT_TRUE(ReadJsonFile(folder_ / "run/run.json").contains("result"));
}

// Two files of golden figures from PyTorch (scripts/goldens/finetune_golden.py).
class FineTuneGolden : public testing::TestWithParam<const char*> {
 protected:
  FineTuneGolden()
      : base(GetParam()),
        golden(std::string(SUPREME_SOURCE_DIR) + "/testdata/train/finetune_" + GetParam() +
               ".safetensors") {
    base.model.weights().Save(folder / "model.safetensors");
    bundle.folder = folder.path();
    bundle.model = base.model.config();
    options.config.encoder_rate = 1e-3;
    options.config.head_rate = 1e-2;
    options.config.weight_decay = 0.01;
    options.config.threads = 1;
  }

  at::Tensor Read(const std::string& name) const {
    const TensorView& view = golden.Get(name);
    at::Tensor tensor = at::empty(view.shape, view.dtype == DType::kU8 ? at::kByte : at::kFloat);
    LoadTensor(golden, name, tensor);
    return tensor;
  }

  Learner Start() const {
    Learner learner = FineTuneLearner(bundle, Read("labels").size(1), options);
    const c10::NoGradGuard no_graph;
    for (const char* name : {"classes.weight", "classes.bias"}) {
      LoadTensor(golden, name, learner.network->weights().Get(name));
    }
    return learner;
  }

  // All records but one, as the script leaves them out.
  Batch BatchOf(int64_t step) const {
    const at::Tensor labels = Read("labels");
    std::vector<int64_t> rows;
    for (int64_t row = 0; row < labels.size(0); ++row) {
      if (row != step % 4) rows.push_back(row);
    }
    const at::Tensor kept = at::tensor(rows, at::kLong);
    Batch batch;
    batch.samples = base.Read("samples").index_select(0, kept);
    batch.lead_log_std = base.Read("lead_log_std").index_select(0, kept);
    batch.labels = labels.index_select(0, kept);
    batch.queries = at::zeros({labels.size(1), 1});
    return batch;
  }

  TempFolder folder;
  GoldenCase base;
  SafetensorsFile golden;
  Bundle bundle;
  FineTuneOptions options;
};

TEST_P(FineTuneGolden, LossesGradientsAndScoresAreThoseOfPyTorch) {
  Learner learner = Start();
  Replicas replicas(*learner.network, {.threads = 1});
  const at::Tensor losses = Read("losses");
  const Schedule schedule{.peak = options.config.encoder_rate,
                          .minimum = 0.0,
                          .warmup_steps = 2,
                          .first_cycle_steps = losses.size(0) - 2};
  for (int64_t step = 0; step < losses.size(0); ++step) {
    const double loss = replicas.ComputeGradients(BatchOf(step), {});
    EXPECT_NEAR(loss, losses[step].item<double>(), 1e-5) << step;
    for (const auto& [name, parameter] : learner.network->weights().parameters()) {
      if (step > 0) break;
      EXPECT_LT(RelativeDifference(parameter.grad(), Read("grad." + name)), 1e-4) << name;
    }
    learner.optimizer.Step(LearningRate(schedule, step));
    learner.optimizer.ClearGradients();
  }
  const at::Tensor logits =
      learner.network->Forward(base.Read("samples"), base.Read("lead_log_std"), {}, Mode{});
  EXPECT_LT(RelativeDifference(logits, Read("logits")), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Encoders, FineTuneGolden,
                         testing::Values("vit_zscore_no_self", "resnet_zscore"));

TEST_F(FineTuneTest, RefusesValidationRecordsThatCannotChoose) {
  rest_.positive.assign(rest_.positive.size(), 1);
  ExpectError(ErrorCode::kInvalidInput, "validation records", [&] { Train(); });
}

}  // namespace
}  // namespace supreme
