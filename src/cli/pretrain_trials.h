// The trials of `pretrain`: short trainings that leave no run behind.
#pragma once

#include <cstdint>

#include "train/pretrain.h"

namespace supreme {

// --find-learning-rate: writes learning_rate.csv into the request's output folder and prints the
// suggestion, then the file's path as the last line. kCheckFailed when no rate made the loss fall.
int PrintRateTrial(const PretrainRequest& request, int64_t steps);

// --overfit-one-batch: prints the loss that was reached. kCheckFailed when it is not below the
// limit.
int PrintOverfitTrial(const PretrainRequest& request, int64_t steps);

}  // namespace supreme
