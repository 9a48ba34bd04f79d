// The loop that tunes a text encoder: steps, metrics, checkpoints.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "nn/bert.h"
#include "train/encoder_batches.h"
#include "train/metrics.h"
#include "train/optimizer.h"
#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/schedule.h"
#include "train/train_state.h"

namespace supreme {

// Not thread-safe.
class EncoderTuner {
 public:
  // All must outlive the tuner.
  struct Parts {
    const TuneConfig& config;
    const BertFolder& base;
    const TrainingTexts& texts;
    RunFolder& folder;
    RunLog& log;
  };
  explicit EncoderTuner(const Parts& parts);

  // Goes to the newest checkpoint; false when there is none.
  bool Resume();
  bool Finished() const { return state_.step >= config_.steps; }
  // kCancelled after Ctrl-C, with the step saved; kCheckFailed when the loss is not finite.
  void Run();

  const Bert& bert() const { return bert_; }
  const TrainState& state() const { return state_; }
  int64_t trained_parameters() const;

 private:
  // [texts, H] unit vectors, in the order given.
  at::Tensor Encode(const std::vector<std::string>& texts) const;
  at::Tensor GeneralVectors() const;
  at::Tensor Loss(const EncoderBatch& batch) const;
  void RunStep();
  void WriteRow();
  void Save();

  const TuneConfig& config_;
  const BertFolder& base_;
  const TrainingTexts& texts_;
  RunFolder& folder_;
  RunLog& log_;
  EncoderBatches batches_;
  Bert bert_;
  at::Tensor general_;  // [general texts, H] of the untuned encoder
  std::map<std::string, at::Tensor> trained_;
  AdamW optimizer_;
  Schedule schedule_;
  std::optional<MetricsLog> metrics_;
  TrainState state_;
  std::chrono::steady_clock::time_point clock_;  // since the last line of metrics
  double last_loss_ = 0.0;
};

}  // namespace supreme
