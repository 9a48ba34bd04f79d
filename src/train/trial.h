// Short trainings that leave no run behind: which learning rate, and can this set-up learn at all.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "train/pretrain.h"
#include "train/rate_curve.h"

namespace supreme {

// Trains on the run's first batches while the rate rises from 1e-7 to 10 in `steps` (at least 10)
// steps, and stops when the loss diverges. Writes nothing; request.output is not used.
// Errors: those of Pretrain, kCancelled after Ctrl-C.
std::vector<RatePoint> SweepLearningRates(const PretrainRequest& request, int64_t steps);

struct OverfitResult {
  int64_t steps = 0;  // made
  int64_t records = 0;
  int64_t queries = 0;
  // Mean binary cross-entropy without dropout, each label counting once.
  double loss = 0.0;
  double constant_loss = 0.0;  // of the best answers that do not look at the ECG
  double limit = 0.0;          // what the loss has to reach: half of constant_loss
  std::optional<double> auc;   // mean over the queries

  bool Passed() const { return loss < limit; }
};

// Trains on the run's first batch alone with train.learning_rate, until the loss is below the limit
// or for `steps` steps. Writes nothing. Errors: kInvalidInput when all records of the batch have
// the same labels; those of Pretrain, kCancelled after Ctrl-C.
OverfitResult OverfitOneBatch(const PretrainRequest& request, int64_t steps);

}  // namespace supreme
