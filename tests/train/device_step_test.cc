#include "train/device_step.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "nn/supreme_model.h"
#include "train/device.h"

namespace supreme {
namespace {

constexpr int64_t kBadStep = 3;
constexpr double kClip = 0.05;

ModelConfig SmallModel() {
  ModelConfig config = ModelPreset("nano");
  config.text_width = 16;
  config.stage_blocks = 1;
  config.stem_width = 8;
  config.width = 16;
  config.hidden_width = 16;
  config.fusion_ffn_width = 32;
  config.head_width = 16;
  return config;
}

Batch BatchOf(int64_t step) {
  at::manual_seed(static_cast<uint64_t>(100 + step));
  Batch batch;
  batch.samples = at::randn({4, 12, 1000});
  batch.lead_log_std = at::zeros({4, 12});
  batch.labels = at::randint(0, 3, {4, 5}, at::TensorOptions(at::kByte));
  batch.queries = at::randn({5, 16});
  if (step == kBadStep) batch.samples[2].fill_(std::numeric_limits<float>::infinity());
  at::manual_seed(static_cast<uint64_t>(step));  // of dropout
  return batch;
}

// All that a run changes.
struct SmallRun {
  SmallRun()
      : model(SmallModel()),
        optimizer(model.weights().parameters(), {}),
        replicas(model, {.threads = 1}) {
    SetThreads(1, 1);  // small sizes: a second thread only waits
    model.weights().Initialise(Rng(1), LinearInit::kFanIn);
    averaged.emplace(model, 0.9);
  }

  std::map<std::string, at::Tensor> Everything() {
    std::map<std::string, at::Tensor> all = optimizer.State();
    for (const auto& [name, tensor] : model.weights().parameters()) all[name] = tensor.detach();
    for (const auto& [name, tensor] : model.weights().buffers()) all[name] = tensor;
    for (const auto& [name, tensor] : averaged->model().weights().parameters()) {
      all["averaged." + name] = tensor.detach();
    }
    return all;
  }

  SupremeModel model;
  AdamW optimizer;
  Replicas replicas;
  std::optional<AveragedWeights> averaged;
};

double RateOf(int64_t step) { return 1e-3 * static_cast<double>(step); }

// What the trainer does on the CPU, where it can look at every number.
std::vector<double> StepByStep(SmallRun& run, int64_t steps) {
  std::vector<double> losses;
  for (int64_t step = 1; step <= steps; ++step) {
    std::map<std::string, at::Tensor> statistics;
    for (const auto& [name, tensor] : run.model.weights().buffers()) {
      statistics[name] = tensor.clone();
    }
    double loss = run.replicas.ComputeGradients(BatchOf(step), {});
    const double norm = std::isfinite(loss) ? run.optimizer.GradientNorm() : loss;
    if (std::isfinite(norm)) {
      if (norm > kClip) run.optimizer.ScaleGradients(kClip / norm);
      run.optimizer.Step(RateOf(step));
      run.averaged->Update(step);
    } else {
      loss = norm;
      for (const auto& [name, tensor] : run.model.weights().buffers()) {
        tensor.copy_(statistics[name]);
      }
    }
    run.optimizer.ClearGradients();
    losses.push_back(loss);
  }
  return losses;
}

TEST(DeviceStep, DoesToTheLastBitWhatTheHostWouldDo) {
  constexpr int64_t kSteps = 5;
  SmallRun wanted;
  const std::vector<double> losses = StepByStep(wanted, kSteps);
  SmallRun run;
  DeviceStep steps({run.model, run.replicas, run.optimizer, &*run.averaged, at::kCPU});
  for (int64_t step = 1; step <= kSteps; ++step) {
    steps.Start(BatchOf(step), {}, {step, RateOf(step), kClip});
  }
  ASSERT_EQ(steps.pending(), 5U);
  for (int64_t step = 1; step <= kSteps; ++step) {
    const DeviceStep::Result result = steps.Take();
    EXPECT_EQ(result.number, step);
    const double loss = losses[static_cast<size_t>(step - 1)];
    EXPECT_EQ(std::isfinite(result.loss), step != kBadStep);
    if (step != kBadStep) {
      EXPECT_EQ(result.loss, loss);
    }
  }
  const auto everything = run.Everything();
  for (const auto& [name, tensor] : wanted.Everything()) {
    EXPECT_TRUE(at::equal(everything.at(name), tensor)) << name;
  }
}

TEST(DeviceStep, ABadStepChangesNothing) {
  SmallRun run;
  StepByStep(run, 2);
  std::map<std::string, at::Tensor> before;
  for (const auto& [name, tensor] : run.Everything()) before[name] = tensor.clone();
  DeviceStep steps({run.model, run.replicas, run.optimizer, &*run.averaged, at::kCPU});
  steps.Start(BatchOf(kBadStep), {}, {kBadStep, 1e-3, kClip});
  EXPECT_TRUE(std::isnan(steps.Take().loss));
  for (const auto& [name, tensor] : run.Everything()) {
    EXPECT_TRUE(at::equal(before.at(name), tensor)) << name;
  }
}

}  // namespace
}  // namespace supreme
