// The network on held-out records: logits, loss and macro AUC.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nn/ecg_network.h"
#include "nn/losses.h"
#include "train/batch_source.h"

namespace supreme {

struct ValidationScores {
  size_t record_count = 0;
  size_t query_count = 0;
  std::vector<double> scores;   // [records, queries] after the sigmoid
  std::vector<uint8_t> labels;  // [records, queries] 0 absent, 1 present, 2 uncertain
  double loss = 0.0;            // as in training
  size_t left_out = 0;          // records with a score that is not finite, not in the above
};

struct ValidationRequest {
  const EcgNetwork& model;
  at::Device device;
  const LossOptions& loss;
};

// All batches, which ask the same queries, in evaluation mode.
ValidationScores ScoreRecords(const ValidationRequest& request, BatchStream& batches);

// One query's records: those with label 0 and 1; uncertain ones count as absent or are left out.
struct QueryScores {
  std::vector<double> scores;
  std::vector<uint8_t> positive;
};
QueryScores ScoresOfQuery(const ValidationScores& all, size_t query, bool mask_uncertain);

// Mean AUROC over the queries that have positive and negative records; nothing when none has.
std::optional<double> MacroAuc(const ValidationScores& scores, bool mask_uncertain);

}  // namespace supreme
