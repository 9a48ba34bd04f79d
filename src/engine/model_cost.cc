#include "engine/model_cost.h"

namespace supreme {
namespace {

constexpr int64_t kLeads = static_cast<int64_t>(kLeadCount);

// Multiply-adds; the callers double them.
int64_t Linear(int64_t rows, int64_t in, int64_t out) { return rows * in * out; }

// Scores of each query with each key, then the mix of the values.
int64_t Attention(int64_t queries, int64_t keys, int64_t width) {
  return 2 * queries * keys * width;
}

int64_t VitMultiplyAdds(const ModelConfig& config) {
  const int64_t tokens = TokenCount(config);
  const int64_t width = config.width;
  const int64_t block = Linear(tokens, width, 12 * width) + Attention(tokens, tokens, width);
  return Linear(tokens, config.patch_samples, width) + config.depth * block;
}

int64_t ResnetMultiplyAdds(const ModelConfig& config) {
  int64_t length = (config.preprocess.window_samples + 1) / 2;
  int64_t in = config.stem_width;
  int64_t sum = length * kLeads * in * 7;
  bool is_first_stage = true;
  for (const int64_t out : ResnetStageWidths(config)) {
    if (!is_first_stage) length = (length + 1) / 2;
    for (int64_t block = 0; block < config.stage_blocks; ++block) {
      const bool changes_shape = block == 0 && (!is_first_stage || in != out);
      sum += length * out * (3 * in + 3 * out + (changes_shape ? in : 0));
      in = out;
    }
    is_first_stage = false;
  }
  return sum;
}

int64_t CfnMultiplyAdds(const ModelConfig& config, int64_t tokens, int64_t queries) {
  const int64_t width = config.hidden_width;
  int64_t layer = Linear(queries, width, 2 * width) + Linear(tokens, width, 2 * width) +
                  Attention(queries, tokens, width) +
                  Linear(queries, width, 2 * config.fusion_ffn_width);
  if (config.query_self_attention) {
    layer += Linear(queries, width, 4 * width) + Attention(queries, queries, width);
  }
  return config.fusion_layers * layer + Linear(queries, width, config.head_width) +
         Linear(queries, config.head_width, 1);
}

int64_t Parameters(const ModelConfig& config, bool of_encoder) {
  int64_t count = 0;
  for (const auto& [name, shape] : WeightShapes(config)) {
    if (name.find(".running_") != std::string::npos) continue;
    const bool is_of_encoder = name.starts_with("encoder.") || name.starts_with("lead_scale.");
    if (is_of_encoder == of_encoder) count += ElementCount(shape);
  }
  return count;
}

}  // namespace

ModelCost CostOf(ModelConfig config, int64_t queries) {
  config.trained_queries = queries;
  config.direct_outputs = 0;
  const bool is_vit = config.encoder == "vit";
  const bool has_scale = config.preprocess.normalisation == "zscore_record";
  ModelCost cost;
  cost.tokens = config.encoder_output == "pooled" ? 1 : TokenCount(config);
  cost.encoder.parameters = Parameters(config, true);
  cost.encoder.flop = 2 * ((is_vit ? VitMultiplyAdds(config) : ResnetMultiplyAdds(config)) +
                           (has_scale ? Linear(1, kLeads, config.width) : 0));
  cost.rest.parameters = Parameters(config, false);
  const int64_t projection = Linear(cost.tokens, config.width, config.hidden_width) +
                             Linear(cost.tokens, config.hidden_width, config.hidden_width);
  const int64_t answers = config.fusion == "linear" ? Linear(1, config.hidden_width, queries)
                                                    : CfnMultiplyAdds(config, cost.tokens, queries);
  cost.rest.flop = 2 * (projection + answers);
  return cost;
}

}  // namespace supreme
