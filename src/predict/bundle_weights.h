// Checks a weights file against the architecture that a config describes.
#pragma once

#include "engine/model_config.h"
#include "tensor/safetensors.h"

namespace supreme {

// kCorruptData listing missing, extra and misshapen weights, or naming the weights that hold NaN or
// infinity. All weights are float32.
void CheckWeights(const ModelConfig& config, const SafetensorsFile& weights);

}  // namespace supreme
