// The loss that a run's settings ask for.
#pragma once

#include "nn/losses.h"
#include "train/train_config.h"

namespace supreme {

// All but pos_weight, which the data decides. kUsage for a contrastive term with replicas.
LossOptions LossOptionsOf(const RunConfig& config);

}  // namespace supreme
