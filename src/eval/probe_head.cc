#include "eval/probe_head.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr size_t kLanes = 16;
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr float kEpsilon = 1e-8F;

// Running sums side by side, so that the order of additions is the same in every instruction set.
SUPREME_VECTOR_CLONES
float DotProduct(const float* a, const float* b, size_t count) {
  float sums[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  float rest = 0.0F;
  for (; i < count; ++i) rest += a[i] * b[i];
  for (size_t half = kLanes / 2; half > 0; half /= 2) {
    for (size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  }
  return sums[0] + rest;
}

SUPREME_VECTOR_CLONES
void AddScaled(const float* x, float factor, size_t count, float* sum) {
  for (size_t i = 0; i < count; ++i) sum[i] += factor * x[i];
}

struct AdamStep {
  float rate;    // learning rate / bias correction of the mean
  float root;    // √ of the bias correction of the square
  float decay;   // weight · decay is added to the gradient
  float shrink;  // weights are multiplied by it first
};

SUPREME_VECTOR_CLONES
void UpdateAdam(const AdamStep& step, std::span<const float> gradient, std::span<float> mean,
                std::span<float> square, std::span<float> parameters) {
  constexpr auto kGain1 = static_cast<float>(1.0 - kBeta1);
  constexpr auto kKept2 = static_cast<float>(kBeta2);
  constexpr auto kGain2 = static_cast<float>(1.0 - kBeta2);
  const size_t count = parameters.size();
  const float* g = gradient.data();
  float* m = mean.data();
  float* v = square.data();
  float* p = parameters.data();
  for (size_t i = 0; i < count; ++i) {
    const float slope = g[i] + step.decay * p[i];
    m[i] += kGain1 * (slope - m[i]);
    v[i] = kKept2 * v[i] + kGain2 * (slope * slope);
    p[i] = step.shrink * p[i] - step.rate * m[i] / (std::sqrt(v[i]) / step.root + kEpsilon);
  }
}

// −log σ(x) of a positive, −log(1 − σ(x)) of a negative, without overflow.
double LossOf(float logit, bool positive) {
  const double x = static_cast<double>(logit);
  return std::max(x, 0.0) - (positive ? x : 0.0) + std::log1p(std::exp(-std::abs(x)));
}

float SigmoidOf(float x) { return 1.0F / (1.0F + std::exp(-x)); }

// Uniform in ±1/√width.
std::vector<float> RandomValues(size_t count, size_t width, Rng rng) {
  const double bound = 1.0 / std::sqrt(static_cast<double>(width));
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(rng.Uniform(-bound, bound));
  return values;
}

}  // namespace

ProbeHead::ProbeHead(std::vector<float> weight, std::span<const float> bias,
                     const HeadOptimizer& optimizer)
    : width_(bias.empty() ? 0 : weight.size() / bias.size()),
      class_count_(bias.size()),
      weight_count_(weight.size()),
      optimizer_(optimizer),
      parameters_(std::move(weight)) {
  SUPREME_CHECK(width_ > 0 && width_ * class_count_ == weight_count_);
  parameters_.insert(parameters_.end(), bias.begin(), bias.end());
  gradient_.resize(parameters_.size());
  mean_.resize(parameters_.size());
  square_.resize(parameters_.size());
}

ProbeHead::ProbeHead(size_t width, size_t class_count, const HeadOptimizer& optimizer,
                     const Rng& rng)
    : ProbeHead(RandomValues(width * class_count, width, rng.Fork("weight")),
                RandomValues(class_count, width, rng.Fork("bias")), optimizer) {}

double ProbeHead::Step(const LabelledFeatures& data, std::span<const uint32_t> batch,
                       double learning_rate) {
  SUPREME_CHECK(!batch.empty() && data.width == width_ && data.class_count == class_count_);
  errors_.resize(batch.size() * class_count_);
  const float scale = 1.0F / static_cast<float>(errors_.size());
  double loss = 0.0;
  for (size_t b = 0; b < batch.size(); ++b) {
    const float* x = &data.features[batch[b] * width_];
    const uint8_t* labels = &data.positive[batch[b] * class_count_];
    for (size_t c = 0; c < class_count_; ++c) {
      const float logit =
          DotProduct(x, &parameters_[c * width_], width_) + parameters_[weight_count_ + c];
      loss += LossOf(logit, labels[c] != 0);
      errors_[b * class_count_ + c] = scale * (SigmoidOf(logit) - static_cast<float>(labels[c]));
    }
  }
  std::fill(gradient_.begin(), gradient_.end(), 0.0F);
  for (size_t c = 0; c < class_count_; ++c) {
    for (size_t b = 0; b < batch.size(); ++b) {
      const float error = errors_[b * class_count_ + c];
      AddScaled(&data.features[batch[b] * width_], error, width_, &gradient_[c * width_]);
      gradient_[weight_count_ + c] += error;
    }
  }
  ++step_;
  const auto steps = static_cast<double>(step_);
  AdamStep step{};
  step.rate = static_cast<float>(learning_rate / (1.0 - std::pow(kBeta1, steps)));
  step.root = static_cast<float>(std::sqrt(1.0 - std::pow(kBeta2, steps)));
  const double decay = optimizer_.weight_decay;
  step.decay = optimizer_.decoupled ? 0.0F : static_cast<float>(decay);
  step.shrink = optimizer_.decoupled ? static_cast<float>(1.0 - learning_rate * decay) : 1.0F;
  UpdateAdam(step, gradient_, mean_, square_, parameters_);
  return loss * static_cast<double>(scale);
}

std::vector<float> ProbeHead::Logits(const LabelledFeatures& data) const {
  SUPREME_CHECK(data.width == width_);
  const size_t count = data.features.size() / width_;
  std::vector<float> logits(count * class_count_);
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < class_count_; ++c) {
      logits[i * class_count_ + c] =
          DotProduct(&data.features[i * width_], &parameters_[c * width_], width_) +
          parameters_[weight_count_ + c];
    }
  }
  return logits;
}

}  // namespace supreme
