// Where a run stands, apart from weights and optimiser: state.json of a checkpoint.
#pragma once

#include <cstdint>

#include "core/json.h"

namespace supreme {

struct TrainState {
  int64_t step = 0;  // steps done; also the position in the order of records
  int64_t records_seen = 0;
  bool has_best = false;
  double best_auc = 0.0;          // macro AUC on the validation records
  int64_t best_step = 0;          // whose checkpoint is kept
  int64_t stale_evaluations = 0;  // since the best
  int64_t skipped_steps = 0;      // loss or gradient not finite
  int64_t skipped_in_a_row = 0;
  double logged_loss_sum = 0.0;  // since the last line of metrics
  int64_t logged_loss_count = 0;
  double seconds = 0.0;  // of all parts of the run
  int64_t ranks = 1;     // that share the batches
};

OrderedJson ToJson(const TrainState& state);
// kCorruptData naming the missing key.
TrainState TrainStateFromJson(const Json& json, std::string_view where);

}  // namespace supreme
