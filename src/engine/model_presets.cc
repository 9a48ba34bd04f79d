// The presets of model_config.h: sizes of ViT and ResNet that are known by name.

#include "core/error.h"
#include "engine/model_config.h"

namespace supreme {
namespace {

ModelConfig NanoPreset() {
  ModelConfig config;
  config.encoder = "resnet";
  config.width = 128;
  config.stem_width = 16;
  config.stage_blocks = 3;
  config.hidden_width = 128;
  config.fusion_layers = 2;
  config.fusion_heads = 4;
  config.fusion_ffn_width = 512;
  config.query_self_attention = false;
  config.head_width = 256;
  config.stochastic_depth = 0.0;
  config.preprocess = {100.0, 1000, "mv"};
  return config;
}

// For simulated records: voltages by the record's deviation with each lead's as an extra input,
// wide stages where there are few time steps, and a decoder that is cheap for a hundred questions.
ModelConfig SmallPreset() {
  ModelConfig config = NanoPreset();
  config.width = 192;
  config.stem_width = 32;
  config.stage_blocks = 2;
  config.hidden_width = 160;
  config.fusion_heads = 5;
  config.fusion_ffn_width = 320;
  config.head_width = 160;
  config.dropout = 0.0;
  config.preprocess.normalisation = "zscore_record";
  return config;
}

ModelConfig VitNanoPreset() {
  ModelConfig config;
  config.width = 64;
  config.depth = 4;
  config.attention_heads = 4;
  config.hidden_width = 64;
  config.fusion_layers = 2;
  config.fusion_heads = 4;
  config.fusion_ffn_width = 256;
  config.head_width = 128;
  return config;
}

// The other sizes of the paper's ViT (MERL's names and numbers): only the encoder differs from
// "tiny".
ModelConfig VitPreset(int64_t width, int64_t heads) {
  ModelConfig config;
  config.width = width;
  config.attention_heads = heads;
  return config;
}

// ResNet18-1D of paper Table 1(d): 500 Hz, stages 64, 128, 256, 512 of two blocks, no max-pool.
ModelConfig Resnet18Preset() {
  ModelConfig config;
  config.encoder = "resnet";
  config.width = 512;
  config.stochastic_depth = 0.0;
  return config;
}

struct Preset {
  const char* name;
  ModelConfig (*make)();
};

constexpr Preset kPresets[] = {
    {"nano", NanoPreset},
    {"small", SmallPreset},
    {"resnet18", Resnet18Preset},
    {"vit-nano", VitNanoPreset},
    {"tiny", [] { return ModelConfig{}; }},
    {"vit-small", [] { return VitPreset(384, 6); }},
    {"base", [] { return VitPreset(768, 12); }},
};

}  // namespace

ModelConfig ModelPreset(const std::string& name) {
  std::string list;
  for (const Preset& preset : kPresets) {
    if (name == preset.name) return preset.make();
    list += (list.empty() ? "" : ", ") + std::string(preset.name);
  }
  throw Error(ErrorCode::kUsage, "unknown model preset \"" + name + "\"", "model preset",
              "one of " + list);
}

std::vector<std::string> ModelPresetNames() {
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) names.emplace_back(preset.name);
  return names;
}

}  // namespace supreme
