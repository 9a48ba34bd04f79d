// What an architecture costs before anything is trained: parameters and arithmetic.
#pragma once

#include <cstdint>

#include "engine/model_config.h"

namespace supreme {

struct PartCost {
  int64_t parameters = 0;  // trained numbers; running statistics of batch norm are none
  // Floating-point operations of one record's forward pass, two per multiply-add of matrix products
  // and convolutions; what norms, activations and softmax add is below a hundredth.
  int64_t flop = 0;
};

struct ModelCost {
  int64_t tokens = 0;  // that the fusion sees
  PartCost encoder;    // with lead_scale
  PartCost rest;       // projections, fusion and head
  PartCost Total() const {
    return {encoder.parameters + rest.parameters, encoder.flop + rest.flop};
  }
};

// `queries` = M: how many are asked at a time, and what the linear head is trained on. The
// projection of the queries is left out of the arithmetic, for it does not depend on the record.
ModelCost CostOf(ModelConfig config, int64_t queries);

}  // namespace supreme
