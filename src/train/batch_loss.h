// What a batch changes about the loss of a run: the weights of sampled queries, and over how many
// labels the mean is taken.
#pragma once

#include "nn/losses.h"
#include "train/batch_source.h"

namespace supreme {

// `loss` for the queries that this batch asks: its pos_weight, which is of all queries, reduced to
// them, and their weights.
LossOptions LossOfBatch(const Batch& batch, const LossOptions& loss);

// The labels that the mean is taken over: of all queries, also of those that are not asked. Waits
// for no device when the batch has its counts.
int64_t CountedLabels(const Batch& batch, const LossOptions& loss);
// The same of the direct head's labels, which the batch has.
int64_t CountedDirectLabels(const Batch& batch, const LossOptions& loss);

// Counts the batch's labels unless that was done, and the direct head's.
void CountLabels(Batch& batch);

}  // namespace supreme
