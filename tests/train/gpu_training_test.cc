// Training on a GPU, as far as it can be tried where there is none (tests/train/false_gpu.h): no
// operation mixes tensors of host and device, no step waits for the device, and the numbers are
// those of the CPU.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <ostream>

#include "core/csv.h"
#include "core/numbers.h"
#include "nn/supreme_model.h"
#include "tests/train/false_gpu.h"
#include "tests/train/small_data.h"
#include "train/device.h"
#include "train/device_batches.h"
#include "train/device_step.h"
#include "train/pack_source.h"
#include "train/query_sampler.h"
#include "train/trainer.h"

namespace supreme {
namespace {

using ::testing::IsEmpty;

RunConfig SmallConfig(const std::string& encoder) {
  RunConfig config;
  config.model = ModelPreset("nano");
  config.model.text_width = kSmallTextWidth;
  if (encoder == "vit") {
    config.model.encoder = "vit";
    config.model.patch_samples = 250;
    config.model.depth = 2;
    config.model.attention_heads = 2;
  }
  config.model.stem_width = 4;
  config.model.stage_blocks = 1;
  config.model.width = 16;
  config.model.hidden_width = 16;
  config.model.fusion_ffn_width = 16;
  config.model.head_width = 16;
  config.model.dropout = 0.0;
  config.model.preprocess.normalisation = "mv";
  config.train.batch_size = 6;
  config.train.epochs = 3;
  config.train.learning_rate = 3e-3;
  config.train.clip_norm = 1.0;
  config.train.ema = 0.5;
  config.train.pos_weight = "balanced";
  config.train.threads = 1;
  config.train.log_every_steps = 1;
  return config;
}

// A run in the test's process, on the false GPU or on the CPU.
class SmallTraining {
 public:
  SmallTraining(const std::filesystem::path& data, RunConfig config, at::Device device)
      : pack_(data / "pack"),
        queries_(ReadQuerySet(data / "vocab")),
        labels_(ReadLabels(data / "vocab")),
        split_(SplitByFolds(pack_, "1-8", "9-10", "")),
        config_(OnThis(std::move(config), device)),
        device_(device),
        source_(config_, PackData{pack_, split_, queries_, labels_}) {
    SetThreads(1, 1);
  }

  std::unique_ptr<Trainer> MakeTrainer(RunFolder& folder, RunLog& log) {
    return std::make_unique<Trainer>(config_, source_, RunOutput{folder, log, true}, device_,
                                     alone_);
  }
  BatchSource& source() { return source_; }

 private:
  static RunConfig OnThis(RunConfig config, at::Device device) {
    if (!device.is_cpu()) config.train.device = "cuda";  // samples as stored
    return config;
  }

  Pack pack_;
  QuerySet queries_;
  LabelMatrix labels_;
  Split split_;
  RunConfig config_;
  at::Device device_;
  SingleProcess alone_;
  PackSource source_;
};

// One of two ranks; the other has the same records, so each sum is twice what this one brings.
class OneOfTwins : public Collective {
 public:
  int64_t rank() const override { return 0; }
  int64_t size() const override { return 2; }
  at::Device device() const override { return kFalseGpu; }
  void StartSum(const at::Tensor& values) override {
    SUPREME_CHECK(values.is_contiguous() && values.device() == kFalseGpu);
    values.mul_(2);
  }
  void Poke() override {}
  void Wait() override {}
  void Finish() override {}
};

// Forty records, made once.
const std::filesystem::path& Data() {
  static const TestFolder folder("false_gpu_data");
  static const bool is_written = [] { return WriteSmallData(folder.path(), 40), true; }();
  SUPREME_CHECK(is_written);
  return folder.path();
}

class OnAGpu : public ::testing::TestWithParam<std::string> {};

// Of training and validation, and validation AUC, in their order.
std::vector<double> Numbers(const std::filesystem::path& run) {
  std::vector<double> numbers;
  CsvReader csv = CsvReader::Open(run / "metrics.csv");
  while (csv.Next()) {
    for (const char* column : {"loss", "validation_loss", "validation_auc"}) {
      if (!csv[column].empty()) numbers.push_back(ParseDouble(csv[column]).value());
    }
  }
  return numbers;
}

TEST_P(OnAGpu, ARunHasTheNumbersOfTheCpu) {
  const TestFolder runs("false_gpu_runs");
  for (const at::Device device : {at::Device(at::kCPU), kFalseGpu}) {
    SmallTraining training(Data(), SmallConfig(GetParam()), device);
    RunFolder folder(runs.path() / device.str());
    RunLog log(folder.path() / "log.txt", false);
    const auto trainer = training.MakeTrainer(folder, log);
    trainer->Run();
    EXPECT_EQ(trainer->ScoreBest().record_count, 8U);
  }
  const std::vector<double> wanted = Numbers(runs.path() / "cpu");
  const std::vector<double> numbers = Numbers(runs.path() / kFalseGpu.str());
  ASSERT_EQ(wanted.size(), numbers.size());
  ASSERT_EQ(wanted.size(), 15U + 3U * 2U);
  for (size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(numbers[i], wanted[i], 2e-4) << i;
}

TEST_P(OnAGpu, AResumedRunGoesOnExactly) {
  const TestFolder runs("false_gpu_resumed");
  RunConfig config = SmallConfig(GetParam());
  config.model.dropout = 0.1;
  config.model.stochastic_depth = 0.2;
  std::vector<std::vector<double>> numbers;
  std::vector<at::Tensor> weights;
  for (const bool is_cut : {false, true}) {
    const std::filesystem::path path = runs.path() / (is_cut ? "cut" : "straight");
    for (const int64_t epochs : is_cut ? std::vector<int64_t>{1, 3} : std::vector<int64_t>{3}) {
      config.train.epochs = epochs;
      SmallTraining training(Data(), config, kFalseGpu);
      RunFolder folder(path);
      RunLog log(path / "log.txt", false);
      const auto trainer = training.MakeTrainer(folder, log);
      EXPECT_EQ(trainer->Resume(), is_cut && epochs > 1);
      trainer->Run();
      if (epochs < 3) continue;
      for (const auto& [name, tensor] : trainer->model().weights().parameters()) {
        weights.push_back(tensor.detach().cpu());
      }
    }
    numbers.push_back(Numbers(path));
  }
  EXPECT_EQ(numbers[0], numbers[1]);
  for (size_t i = 0; i < weights.size() / 2; ++i) {
    EXPECT_TRUE(at::equal(weights[i], weights[i + weights.size() / 2])) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Encoders, OnAGpu, ::testing::Values("vit", "resnet"),
                         [](const auto& of) { return of.param; });

// One network and all that a step of a GPU changes.
class StepOn {
 public:
  StepOn(const ModelConfig& model, at::Device device)
      : device_(device),
        model_(model, {.device = device}),
        optimizer_(model_.weights().parameters(), {}),
        replicas_(model_, {.threads = 1, .device = device}) {
    model_.weights().Initialise(Rng(1), LinearInit::kFanIn);
    averaged_.emplace(model_, 0.9);
    step_.emplace(DeviceStep::Parts{model_, replicas_, optimizer_, &*averaged_, device});
  }

  Batch Move(const Batch& batch) const {
    return MoveBatch(batch, device_, DevicePreprocessor({}, device_));
  }
  void Start(const Batch& batch, const LossOptions& loss) {
    step_->Start(batch, loss, {.number = ++number_, .learning_rate = 1e-3, .clip_norm = 0.1});
  }
  double Take() { return step_->Take().loss; }

 private:
  at::Device device_;
  SupremeModel model_;
  AdamW optimizer_;
  Replicas replicas_;
  std::optional<AveragedWeights> averaged_;
  std::optional<DeviceStep> step_;
  int64_t number_ = 0;
};

constexpr int64_t kQueries = 6;

Batch BatchOf(const ModelConfig& model, int64_t step) {
  at::manual_seed(static_cast<uint64_t>(step));
  Batch batch;
  batch.samples = at::randn({4, 12, model.preprocess.window_samples});
  batch.lead_log_std = at::randn({4, 12});
  batch.labels = at::randint(0, 4, {4, kQueries}, at::TensorOptions(at::kByte));
  batch.queries = at::randn({kQueries, kSmallTextWidth});
  if (model.direct_outputs > 0) {
    batch.direct = at::randint(0, 3, {4, model.direct_outputs}, at::TensorOptions(at::kByte));
  }
  return batch;
}

struct Variant {
  std::string name;
  std::function<void(ModelConfig&, LossOptions&, Batch&)> change;
};

void PrintTo(const Variant& variant, std::ostream* stream) { *stream << variant.name; }

class StepVariants : public ::testing::TestWithParam<Variant> {};

// The losses of three steps; a GPU must not make the host wait for them.
std::vector<double> LossesOn(at::Device device, const Variant& variant, double dropout) {
  RunConfig config = SmallConfig("vit");
  config.model.dropout = config.model.stochastic_depth = dropout;
  LossOptions loss;
  Batch shape;
  variant.change(config.model, loss, shape);
  StepOn step(config.model, device);
  std::vector<double> losses;
  for (int64_t i = 0; i < 3; ++i) {
    Batch on_host = BatchOf(config.model, i);
    variant.change(config.model, loss, on_host);
    if (loss.pos_weight.defined()) loss.pos_weight = loss.pos_weight.to(device);
    TakeHostWaits();
    const Batch batch = step.Move(on_host);
    step.Start(batch, loss);
    EXPECT_THAT(TakeHostWaits(), IsEmpty());
    losses.push_back(step.Take());
  }
  return losses;
}

TEST_P(StepVariants, NeverMakeTheHostWaitAndAreThoseOfTheCpu) {
  const std::vector<double> wanted = LossesOn(at::kCPU, GetParam(), 0.0);
  const std::vector<double> losses = LossesOn(kFalseGpu, GetParam(), 0.0);
  for (size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(losses[i], wanted[i], 1e-5);
  for (const double loss : LossesOn(kFalseGpu, GetParam(), 0.1)) EXPECT_TRUE(std::isfinite(loss));
}

INSTANTIATE_TEST_SUITE_P(
    All, StepVariants,
    ::testing::Values(
        Variant{"Plain", [](auto&, auto&, auto&) {}},
        Variant{"ResNet", [](auto& model, auto&, auto&) { model.encoder = "resnet"; }},
        Variant{"LinearHead",
                [](auto& model, auto&, auto&) {
                  model.fusion = "linear";
                  model.trained_queries = kQueries;
                }},
        Variant{"ZScoreAndSelfAttention",
                [](auto& model, auto&, auto&) {
                  model.preprocess.normalisation = "zscore_record";
                  model.query_self_attention = true;
                }},
        Variant{"Masked",
                [](auto&, auto& loss, auto&) {
                  loss.mask_uncertain = true;
                  loss.pos_weight = at::arange(1, kQueries + 1, at::kFloat);
                }},
        Variant{"Focal", [](auto&, auto& loss, auto&) { loss.kind = LossKind::kFocal; }},
        Variant{"Asymmetric", [](auto&, auto& loss, auto&) { loss.kind = LossKind::kAsymmetric; }},
        Variant{"Contrastive", [](auto&, auto& loss, auto&) { loss.contrastive_weight = 0.5; }},
        Variant{"Confusable",
                [](auto&, auto& loss, auto&) {
                  loss.contrast_weight = 2.0;
                  loss.contrast_margin = 1.0;
                }},
        Variant{"DirectHeadMasked",
                [](auto& model, auto& loss, auto&) {
                  model.direct_outputs = 5;
                  loss.direct_weight = 0.5;
                  loss.mask_uncertain = true;
                }},
        Variant{"SampledQueries",
                [](auto&, auto& loss, auto& batch) {
                  loss.pos_weight = at::arange(1, kQueries + 1, at::kFloat);
                  if (!batch.labels.defined()) return;
                  batch.label_counts = {batch.labels.numel(), 0};
                  AskOnly({{0, 2, 5}, {1.0f, 2.0f, 2.0f}}, batch);
                }}),
    [](const auto& of) { return of.param.name; });

TEST(StepOnAGpu, HoldsNoMoreMemoryFromStepToStep) {
  const ModelConfig model = SmallConfig("resnet").model;
  StepOn step(model, kFalseGpu);
  size_t held = 0;
  for (int64_t i = 0; i < 6; ++i) {
    step.Start(step.Move(BatchOf(model, i)), {});
    if (i > 0) step.Take();
    if (i == 2) held = FalseGpuBytes();
  }
  EXPECT_EQ(FalseGpuBytes(), held);
}

struct StepResult {
  double loss = 0.0;
  std::map<std::string, at::Tensor> gradients;
};

StepResult ComputedOn(at::Device device, Collective& ranks, const std::string& encoder) {
  const ModelConfig config = SmallConfig(encoder).model;
  SupremeModel model(config, {.device = device});
  model.weights().Initialise(Rng(1), LinearInit::kFanIn);
  Replicas replicas(model, {.threads = 1, .device = device, .ranks = &ranks, .bucket_mb = 0.01});
  LossOptions masked;
  masked.mask_uncertain = true;
  const Batch batch = MoveBatch(BatchOf(config, 1), device, DevicePreprocessor({}, device));
  StepResult result{replicas.ComputeGradients(batch, masked), {}};
  for (const auto& [name, tensor] : model.weights().parameters()) {
    result.gradients[name] = tensor.grad().cpu();
  }
  return result;
}

// Twice the same records have the mean loss, the gradient and the batch norm of once.
TEST_P(OnAGpu, RanksSumThere) {
  SingleProcess alone;
  OneOfTwins ranks;
  const StepResult wanted = ComputedOn(at::kCPU, alone, GetParam());
  const StepResult result = ComputedOn(kFalseGpu, ranks, GetParam());
  EXPECT_NEAR(result.loss, wanted.loss, 1e-5);
  for (const auto& [name, gradient] : wanted.gradients) {
    EXPECT_TRUE(at::allclose(result.gradients.at(name), gradient, 1e-3, 1e-5)) << name;
  }
}

TEST(BatchesOnAGpu, AreCopiedWithoutWaiting) {
  for (const int64_t queries : {int64_t{0}, int64_t{2}}) {
    RunConfig config = SmallConfig("vit");
    config.train.queries_per_batch = queries;
    SmallTraining training(Data(), config, kFalseGpu);
    const auto batches =
        OnDevice(training.source().Train(0, 8), kFalseGpu, config.model.preprocess);
    TakeHostWaits();  // of the matrix that resamples, which is copied once
    int64_t count = 0;
    while (const auto batch = batches->Next()) {
      EXPECT_EQ(batch->samples.device(), kFalseGpu);
      EXPECT_EQ(batch->labels.device(), kFalseGpu);
      ++count;
    }
    EXPECT_EQ(count, 8);
    EXPECT_THAT(TakeHostWaits(), IsEmpty());
  }
}

}  // namespace
}  // namespace supreme
