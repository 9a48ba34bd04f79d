// The lead-wise vision transformer as a graph (paper §2, Eq. 1).
#pragma once

#include "engine/graph_ops.h"
#include "engine/model_config.h"

namespace supreme {

// samples [B, 12, T] → tokens [B, 12·T/P, D]. `lead_scale` [B, 1, D] is added to every token before
// the first block; an empty node adds nothing.
GraphNode VitTokens(const ModelConfig& config, const StoredWeights& weights,
                    const GraphNode& samples, const GraphNode& lead_scale);

}  // namespace supreme
