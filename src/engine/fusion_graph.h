// What stands between tokens and logits as a graph: the Cardiac Fusion Network (paper §2), or the
// linear head.
#pragma once

#include "engine/graph_ops.h"
#include "engine/model_config.h"

namespace supreme {

// tokens [B, N, D] and constant query embeddings [M, E] → logits [B, M]. B is static: all that
// depends on the queries alone is computed once, when the graph is compiled. The linear head takes
// no embeddings: M are the queries that it was trained on.
struct FusionInputs {
  GraphNode tokens;
  GraphNode query_embeddings;
  int64_t batch_size = 1;
  int64_t query_count = 0;
  bool shows_attention = false;
};
struct FusionOutputs {
  GraphNode logits;
  // [B, layers, M, N]: how much of each token goes into each query's cross-attention, the mean over
  // the heads; each row sums to 1. Null unless asked for, and then for fusion cfn only.
  GraphNode attention;
};
FusionOutputs Fuse(const ModelConfig& config, const StoredWeights& weights,
                   const FusionInputs& inputs);

}  // namespace supreme
