// The network's architecture in numbers: shared by training (nn), inference (engine) and bundles.
//
// Names of the weights in model.safetensors (all float32; i, s, b count from 0):
//   encoder = vit:
//     encoder.patch.weight [D, P]            encoder.lead_embedding [L, D]
//     encoder.position_embedding [N, D]
//     encoder.blocks.{i}.norm1.{weight,bias} [D]      encoder.blocks.{i}.qkv.{weight [3D, D],bias}
//     encoder.blocks.{i}.out.{weight [D, D],bias}     encoder.blocks.{i}.norm2.{weight,bias} [D]
//     encoder.blocks.{i}.fc1.{weight [4D, D],bias}    encoder.blocks.{i}.fc2.{weight [D, 4D],bias}
//     encoder.norm.{weight,bias} [D]
//   encoder = resnet (basic blocks, stage strides 1, 2, 2, 2):
//     encoder.stem.conv.weight [C0, L, 7] (stride 2, padding 3, no bias)
//     encoder.stem.norm.{weight,bias,running_mean,running_var} [C0]
//     encoder.stages.{s}.{b}.conv1.weight [Cs, Cin, 3] .norm1.* .conv2.weight [Cs, Cs, 3] .norm2.*
//     encoder.stages.{s}.{b}.shortcut.conv.weight [Cs, Cin, 1]  .shortcut.norm.*   (only where the
//     shape changes: stride 2 or another width)
//   with normalisation zscore_record:  lead_scale.weight [D, L]: added to every token, W·log_std
//   ecg_projection.fc1.{weight [H, D],bias} .fc2.{weight [H, H],bias}     ReLU between
//   query_projection.fc1.{weight [H, E],bias} .fc2.{weight [H, H],bias}   GELU between
//   fusion.ecg_norm.{weight,bias} [H]   fusion.query_norm.{weight,bias} [H]
//   fusion.layers.{i}: (pre-norm)
//     with query self-attention: .self_norm.{weight,bias} .self_qkv.{weight [3H, H],bias}
//                                .self_out.{weight [H, H],bias}
//     .cross_norm.* .cross_q.{weight [H, H],bias} .cross_kv.{weight [2H, H],bias}
//     .cross_out.{weight [H, H],bias} .ffn_norm.*
//     .fc1.{weight [F, H],bias} .fc2.{weight [H, F],bias}     ReLU between
//   fusion.norm.{weight,bias} [H]
//   head.fc1.{weight [K, H],bias}  head.fc2.{weight [1, K],bias}     GELU between
//   with fusion linear, instead of query_projection, fusion and head:
//     linear.{weight [trained queries, H],bias}   row i answers query i of queries.json
//   direct.{weight [direct outputs, 2H],bias}   in checkpoints of runs that have one
// Rows of qkv: all of q, then k, then v; inside each, heads are contiguous blocks of head width.
// LayerNorm eps 1e-5, BatchNorm eps 1e-5, GELU is the erf form. (Paper §2, appendix E.)
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/config_table.h"
#include "signal/preprocess.h"
#include "tensor/tensor.h"

namespace supreme {

struct ModelConfig {
  std::string encoder = "vit";
  int64_t patch_samples = 125;  // P; vit only
  int64_t width = 192;          // D; vit width, or width of the last resnet stage
  int64_t depth = 12;           // vit blocks
  int64_t attention_heads = 3;  // vit heads
  int64_t stem_width = 64;      // C0; resnet only: stages are C0, then growing to D
  int64_t stage_blocks = 2;     // resnet blocks per stage
  std::string encoder_output = "tokens";
  std::string fusion = "cfn";
  int64_t hidden_width = 256;  // H
  int64_t fusion_layers = 4;
  int64_t fusion_heads = 4;
  int64_t fusion_ffn_width = 1024;  // F
  bool query_self_attention = true;
  int64_t head_width = 2048;  // K
  int64_t text_width = 384;   // E
  double dropout = 0.1;
  double stochastic_depth = 0.1;
  PreprocessConfig preprocess;
  // Outputs of the direct head (see nn/supreme_model.h): training only, not in any file.
  int64_t direct_outputs = 0;
  // Outputs of fusion linear: as many as the run's or the bundle's queries, so in no file either.
  int64_t trained_queries = 0;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("encoder", self.encoder, {"vit", "resnet"}, "ECG encoder: lead-wise ViT or ResNet-1D");
    visit("patch_samples", self.patch_samples, {1, 5000}, "samples per patch (vit)");
    visit("width", self.width, {8, 4096}, "token width D");
    visit("depth", self.depth, {1, 64}, "transformer blocks (vit)");
    visit("attention_heads", self.attention_heads, {1, 64}, "attention heads (vit)");
    visit("stem_width", self.stem_width, {4, 1024}, "channels after the stem (resnet)");
    visit("stage_blocks", self.stage_blocks, {1, 8}, "basic blocks per stage (resnet)");
    visit(
        "encoder_output", self.encoder_output, {"tokens", "pooled"},
        "what the fusion sees: every token, or their mean as one token (paper appendix J, ResNet)");
    visit("fusion", self.fusion, {"cfn", "linear"},
          "cardiac fusion network, or a linear layer on the mean token, which answers only the "
          "trained queries, others by the nearest of them (paper Table 1(f))");
    visit("hidden_width", self.hidden_width, {8, 4096}, "shared width H of ECG and text");
    visit("fusion_layers", self.fusion_layers, {1, 32}, "decoder layers of the fusion network");
    visit("fusion_heads", self.fusion_heads, {1, 64}, "attention heads of the fusion network");
    visit("fusion_ffn_width", self.fusion_ffn_width, {8, 16384}, "fusion feed-forward width F");
    visit("query_self_attention", self.query_self_attention,
          "let queries see each other; off makes scores independent of the other queries");
    visit("head_width", self.head_width, {1, 16384}, "width of the classification head K");
    visit("text_width", self.text_width, {8, 4096}, "width E of the text encoder");
    visit("dropout", self.dropout, {0.0, 0.9}, "dropout in training, paper Table 1(h)");
    visit("stochastic_depth", self.stochastic_depth, {0.0, 0.9},
          "rate of the last vit block, linear ramp from 0");
    visit.Section("preprocess", self.preprocess);
  }
};

// "nano", "small", "resnet18", "vit-nano", "tiny", "vit-small", "base" (docs/model.md); kUsage with
// the list for other names.
ModelConfig ModelPreset(const std::string& name);
std::vector<std::string> ModelPresetNames();

// kUsage when numbers do not fit together (width not divisible by heads, window not by patch, …).
void ValidateModelConfig(const ModelConfig& config);

// Channel widths of the four resnet stages.
std::vector<int64_t> ResnetStageWidths(const ModelConfig& config);
// Tokens of the encoder: 12 × window / patch for vit, time steps after the last stage for resnet.
int64_t TokenCount(const ModelConfig& config);
// Every weight and its shape, as listed above: to check a file or build a network.
std::map<std::string, Shape> WeightShapes(const ModelConfig& config);

}  // namespace supreme
