#include "nn/resnet1d.h"

#include <ATen/ATen.h>

#include <array>

#include "nn/check_shape.h"
#include "nn/synced_norm.h"

namespace supreme {
namespace {

constexpr double kMomentum = 0.1;
constexpr double kEpsilon = 1e-5;
constexpr int64_t kStages = 4;

}  // namespace

Resnet1d::ConvNorm::ConvNorm(const Weights& weights, const std::string& conv,
                             const std::string& norm, int64_t step)
    : kernel(weights.Get(conv + ".weight")),
      stride(step),
      weight(weights.Get(norm + ".weight")),
      bias(weights.Get(norm + ".bias")),
      running_mean(weights.Get(norm + ".running_mean")),
      running_var(weights.Get(norm + ".running_var")) {}

at::Tensor Resnet1d::ConvNorm::operator()(const at::Tensor& x, const Mode& mode) const {
  const std::array<int64_t, 2> steps{1, stride};
  const std::array<int64_t, 2> padding{0, kernel.size(2) / 2};
  const at::Tensor y =
      at::conv2d(x, kernel.unsqueeze(2), {}, at::IntArrayRef(steps), at::IntArrayRef(padding));
  if (mode.training && mode.batch_sum != nullptr) {
    return SyncedBatchNorm(y, {weight, bias, running_mean, running_var, kMomentum, kEpsilon},
                           *mode.batch_sum);
  }
  return at::batch_norm(y, weight, bias, running_mean, running_var, mode.training, kMomentum,
                        kEpsilon, /*cudnn_enabled=*/false);
}

Resnet1d::Resnet1d(const ModelConfig& config, const Weights& weights)
    : leads_(static_cast<int64_t>(kLeadCount)),
      samples_(config.preprocess.window_samples),
      stem_(weights, "encoder.stem.conv", "encoder.stem.norm", 2) {
  const std::vector<int64_t> widths = ResnetStageWidths(config);
  int64_t channels = config.stem_width;
  for (int64_t s = 0; s < kStages; ++s) {
    const int64_t width = widths[static_cast<size_t>(s)];
    for (int64_t b = 0; b < config.stage_blocks; ++b) {
      const std::string name = "encoder.stages." + std::to_string(s) + "." + std::to_string(b);
      const int64_t stride = b == 0 && s > 0 ? 2 : 1;
      Block block{ConvNorm(weights, name + ".conv1", name + ".norm1", stride),
                  ConvNorm(weights, name + ".conv2", name + ".norm2", 1), std::nullopt};
      if (stride != 1 || channels != width) {
        block.shortcut.emplace(weights, name + ".shortcut.conv", name + ".shortcut.norm", stride);
      }
      blocks_.push_back(std::move(block));
      channels = width;
    }
  }
}

at::Tensor Resnet1d::Forward(const at::Tensor& samples, const at::Tensor& offset,
                             const Mode& mode) const {
  CheckShape(samples, {kAnySize, leads_, samples_}, "samples");
  at::Tensor x = samples.unsqueeze(2).contiguous(at::MemoryFormat::ChannelsLast);
  x = stem_(x, mode).relu_();
  for (const Block& block : blocks_) {
    const at::Tensor branch = block.second(block.first(x, mode).relu_(), mode);
    const at::Tensor straight = block.shortcut ? (*block.shortcut)(x, mode) : x;
    x = (branch + straight).relu_();
  }
  const at::Tensor tokens = x.squeeze(2).transpose(1, 2);
  return offset.defined() ? tokens + offset.unsqueeze(1) : tokens;
}

}  // namespace supreme
