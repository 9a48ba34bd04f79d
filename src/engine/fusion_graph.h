// The Cardiac Fusion Network and its head as a graph (paper §2).
#pragma once

#include "engine/graph_ops.h"
#include "engine/model_config.h"

namespace supreme {

// tokens [B, N, D] and constant query embeddings [M, E] → logits [B, M]. B is static: all that
// depends on the queries alone is computed once, when the graph is compiled.
struct FusionInputs {
  GraphNode tokens;
  GraphNode query_embeddings;
  int64_t batch_size = 1;
  int64_t query_count = 0;
};
GraphNode FusionLogits(const ModelConfig& config, const StoredWeights& weights,
                       const FusionInputs& inputs);

}  // namespace supreme
