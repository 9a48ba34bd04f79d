#include "engine/model_config.h"

#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

using Shapes = std::map<std::string, Shape>;

constexpr int64_t kLeads = static_cast<int64_t>(kLeadCount);
constexpr int64_t kStages = 4;
constexpr int64_t kMaxTokens = 6000;  // attention takes memory by their square

[[noreturn]] void Refuse(const std::string& what, const std::string& where,
                         const std::string& hint) {
  throw Error(ErrorCode::kUsage, what, where, hint);
}

void AddLinear(Shapes& shapes, const std::string& name, int64_t out, int64_t in) {
  shapes[name + ".weight"] = {out, in};
  shapes[name + ".bias"] = {out};
}

void AddLayerNorm(Shapes& shapes, const std::string& name, int64_t width) {
  shapes[name + ".weight"] = {width};
  shapes[name + ".bias"] = {width};
}

void AddBatchNorm(Shapes& shapes, const std::string& name, int64_t channels) {
  AddLayerNorm(shapes, name, channels);
  shapes[name + ".running_mean"] = {channels};
  shapes[name + ".running_var"] = {channels};
}

void AddVit(Shapes& shapes, const ModelConfig& config) {
  const int64_t width = config.width;
  shapes["encoder.patch.weight"] = {width, config.patch_samples};
  shapes["encoder.lead_embedding"] = {kLeads, width};
  shapes["encoder.position_embedding"] = {config.preprocess.window_samples / config.patch_samples,
                                          width};
  for (int64_t i = 0; i < config.depth; ++i) {
    const std::string block = "encoder.blocks." + std::to_string(i);
    AddLayerNorm(shapes, block + ".norm1", width);
    AddLinear(shapes, block + ".qkv", 3 * width, width);
    AddLinear(shapes, block + ".out", width, width);
    AddLayerNorm(shapes, block + ".norm2", width);
    AddLinear(shapes, block + ".fc1", 4 * width, width);
    AddLinear(shapes, block + ".fc2", width, 4 * width);
  }
  AddLayerNorm(shapes, "encoder.norm", width);
}

void AddResnet(Shapes& shapes, const ModelConfig& config) {
  shapes["encoder.stem.conv.weight"] = {config.stem_width, kLeads, 7};
  AddBatchNorm(shapes, "encoder.stem.norm", config.stem_width);
  const std::vector<int64_t> widths = ResnetStageWidths(config);
  int64_t in = config.stem_width;
  for (int64_t s = 0; s < kStages; ++s) {
    const int64_t out = widths[static_cast<size_t>(s)];
    for (int64_t b = 0; b < config.stage_blocks; ++b) {
      const std::string block = "encoder.stages." + std::to_string(s) + "." + std::to_string(b);
      const bool changes_shape = b == 0 && (s > 0 || in != out);
      shapes[block + ".conv1.weight"] = {out, in, 3};
      AddBatchNorm(shapes, block + ".norm1", out);
      shapes[block + ".conv2.weight"] = {out, out, 3};
      AddBatchNorm(shapes, block + ".norm2", out);
      if (changes_shape) {
        shapes[block + ".shortcut.conv.weight"] = {out, in, 1};
        AddBatchNorm(shapes, block + ".shortcut.norm", out);
      }
      in = out;
    }
  }
}

void AddFusion(Shapes& shapes, const ModelConfig& config) {
  const int64_t hidden = config.hidden_width;
  AddLinear(shapes, "query_projection.fc1", hidden, config.text_width);
  AddLinear(shapes, "query_projection.fc2", hidden, hidden);
  AddLayerNorm(shapes, "fusion.ecg_norm", hidden);
  AddLayerNorm(shapes, "fusion.query_norm", hidden);
  for (int64_t i = 0; i < config.fusion_layers; ++i) {
    const std::string layer = "fusion.layers." + std::to_string(i);
    if (config.query_self_attention) {
      AddLayerNorm(shapes, layer + ".self_norm", hidden);
      AddLinear(shapes, layer + ".self_qkv", 3 * hidden, hidden);
      AddLinear(shapes, layer + ".self_out", hidden, hidden);
    }
    AddLayerNorm(shapes, layer + ".cross_norm", hidden);
    AddLinear(shapes, layer + ".cross_q", hidden, hidden);
    AddLinear(shapes, layer + ".cross_kv", 2 * hidden, hidden);
    AddLinear(shapes, layer + ".cross_out", hidden, hidden);
    AddLayerNorm(shapes, layer + ".ffn_norm", hidden);
    AddLinear(shapes, layer + ".fc1", config.fusion_ffn_width, hidden);
    AddLinear(shapes, layer + ".fc2", hidden, config.fusion_ffn_width);
  }
  AddLayerNorm(shapes, "fusion.norm", hidden);
  AddLinear(shapes, "head.fc1", config.head_width, hidden);
  AddLinear(shapes, "head.fc2", 1, config.head_width);
}

// Time steps after a convolution with stride 2 that keeps the centre (kernel 2p + 1, padding p).
int64_t HalfLength(int64_t length) { return (length + 1) / 2; }

}  // namespace

void ValidateModelConfig(const ModelConfig& config) {
  if (config.encoder == "vit") {
    if (config.width % config.attention_heads != 0) {
      Refuse("width " + std::to_string(config.width) + " does not divide into " +
                 std::to_string(config.attention_heads) + " heads",
             "model.attention_heads", "a divisor of the width");
    }
    if (config.preprocess.window_samples % config.patch_samples != 0) {
      Refuse("a window of " + std::to_string(config.preprocess.window_samples) +
                 " samples does not divide into patches of " + std::to_string(config.patch_samples),
             "model.patch_samples", "a divisor of preprocess.window_samples");
    }
    if (TokenCount(config) > kMaxTokens) {
      Refuse(std::to_string(TokenCount(config)) + " tokens are too many to attend to each other",
             "model.patch_samples",
             "longer patches: at most " + std::to_string(kMaxTokens) + " tokens");
    }
  } else if (config.encoder == "resnet") {
    if (config.width < config.stem_width) {
      Refuse("the last stage is narrower than the stem", "model.width",
             "at least model.stem_width = " + std::to_string(config.stem_width));
    }
  } else {
    Refuse("unknown encoder \"" + config.encoder + "\"", "model.encoder", "vit or resnet");
  }
  if (config.fusion == "cfn" && config.hidden_width % config.fusion_heads != 0) {
    Refuse("hidden width " + std::to_string(config.hidden_width) + " does not divide into " +
               std::to_string(config.fusion_heads) + " heads",
           "model.fusion_heads", "a divisor of model.hidden_width");
  }
}

// Geometric growth, to the nearest multiple of 4 between: 64 → 512 gives ResNet-18's 64, 128, 256,
// 512; 16 → 128 gives 16, 32, 64, 128. Most channels then sit where time steps are fewest.
std::vector<int64_t> ResnetStageWidths(const ModelConfig& config) {
  std::vector<int64_t> widths(static_cast<size_t>(kStages), config.width);
  widths[0] = config.stem_width;
  const double growth =
      std::cbrt(static_cast<double>(config.width) / static_cast<double>(config.stem_width));
  double wanted = static_cast<double>(config.stem_width);
  for (size_t s = 1; s + 1 < widths.size(); ++s) {
    wanted *= growth;
    widths[s] = 4 * static_cast<int64_t>(std::llround(wanted / 4.0));
  }
  return widths;
}

int64_t TokenCount(const ModelConfig& config) {
  const int64_t window = config.preprocess.window_samples;
  if (config.encoder == "vit") return kLeads * (window / config.patch_samples);
  int64_t length = HalfLength(window);  // stem
  for (int64_t s = 1; s < kStages; ++s) length = HalfLength(length);
  return length;
}

std::map<std::string, Shape> WeightShapes(const ModelConfig& config) {
  Shapes shapes;
  if (config.encoder == "vit") {
    AddVit(shapes, config);
  } else {
    AddResnet(shapes, config);
  }
  if (config.preprocess.normalisation == "zscore_record") {
    shapes["lead_scale.weight"] = {config.width, kLeads};
  }
  AddLinear(shapes, "ecg_projection.fc1", config.hidden_width, config.width);
  AddLinear(shapes, "ecg_projection.fc2", config.hidden_width, config.hidden_width);
  if (config.fusion == "linear") {
    AddLinear(shapes, "linear", config.trained_queries, config.hidden_width);
  } else {
    AddFusion(shapes, config);
  }
  if (config.direct_outputs > 0) {
    AddLinear(shapes, "direct", config.direct_outputs, 2 * config.hidden_width);
  }
  return shapes;
}

}  // namespace supreme
