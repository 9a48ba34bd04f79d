#include "train/finetune.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "core/progress.h"
#include "eval/probe_training.h"
#include "nn/ecg_encoder.h"
#include "nn/lead_offset.h"
#include "signal/preprocess.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/train/small_data.h"
#include "tests/train/tiny_run.h"
#include "train/device.h"

namespace supreme {
namespace {

constexpr size_t kClasses = kSmallQueries;

// 24 records in which lead c swings where class c holds, and a tiny ResNet without any training.
class FineTuneTest : public testing::Test {
 protected:
  void SetUp() override {
    SetThreads(1, 1);
    WriteSmallData(folder_.path(), 24);
    pack_.emplace(folder_ / "pack");
    bundle_.folder = folder_.path();
    bundle_.model = TinyModel();
    bundle_.model.dropout = 0.0;
    bundle_.model.preprocess.normalisation = "zscore_record";
    Weights weights(bundle_.model, {});
    weights.Initialise(Rng(3), LinearInit::kFanIn);
    weights.Save(folder_ / "model.safetensors");
    train_ = Records(0, 16);
    rest_ = Records(16, 24);
    options_.config.epochs = 3;
    options_.config.warmup_epochs = 1;
    options_.config.batch_size = 8;
    options_.config.head_rate = 1e-2;
    options_.config.encoder_rate = 1e-2;
  }

  TaskLabels Records(size_t first, size_t end) const {
    const LabelMatrix labels = ReadLabels(folder_ / "vocab");
    TaskLabels records;
    for (size_t row = first; row < end; ++row) {
      records.rows.push_back(row);
      std::vector<uint8_t> cells(kClasses);
      labels.ReadRow(row, cells);
      for (const uint8_t cell : cells) records.positive.push_back(cell == 1 ? 1 : 0);
    }
    return records;
  }

  FineTuned Train() const {
    return FineTune({bundle_, *pack_, train_, rest_, rest_}, options_,
                    [](size_t, const std::string&) {});
  }

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

  TempFolder folder_;
  std::optional<Pack> pack_;
  Bundle bundle_;
  TaskLabels train_, rest_;
  FineTuneOptions options_;
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

TEST_F(FineTuneTest, WithAFrozenEncoderIsTheLinearProbe) {
  options_.config.epochs = 8;
  options_.config.encoder_rate = 0.0;
  options_.config.weight_decay = 1e-2;
  bundle_.model.dropout = 0.5;  // of no effect on an encoder that runs as in use
  options_.seed = 7;
  const FineTuned tuned = Train();
  ProbeRecipe recipe;
  recipe.optimizer = {.weight_decay = 1e-2, .decoupled = true};
  recipe.learning_rate = options_.config.head_rate;
  recipe.warmup_epochs = 1;
  recipe.epochs = 8;
  recipe.batch_size = 8;
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

TEST_F(FineTuneTest, CountsEveryRecordThatPassesThroughTheNetwork) {
  size_t records = 0;
  FineTune({bundle_, *pack_, train_, rest_, rest_}, options_,
           [&](size_t count, const std::string&) { records += count; });
  EXPECT_EQ(records, 3 * (16 + 8) + 8U);
}

TEST_F(FineTuneTest, RefusesValidationRecordsThatCannotChoose) {
  rest_.positive.assign(rest_.positive.size(), 1);
  ExpectError(ErrorCode::kInvalidInput, "validation records", [&] { Train(); });
}

}  // namespace
}  // namespace supreme
