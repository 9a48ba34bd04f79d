// The one-dimensional ResNet as a graph (paper Table 1(d); He et al., arXiv 1512.03385).
#pragma once

#include "engine/graph_ops.h"
#include "engine/model_config.h"

namespace supreme {

// samples [B, 12, T] → tokens [B, N, D], one per time step after the last stage; `lead_scale`
// [B, 1, D] is added to every token, an empty node adds nothing. BatchNorm is folded into the
// convolutions.
GraphNode ResnetTokens(const ModelConfig& config, const StoredWeights& weights,
                       const GraphNode& samples, const GraphNode& lead_scale);

}  // namespace supreme
