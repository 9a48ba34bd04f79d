// The training loop: steps, evaluations, early stopping, checkpoints.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "train/averaged_weights.h"
#include "train/batch_source.h"
#include "train/checkpoint.h"
#include "train/device_step.h"
#include "train/metrics.h"
#include "train/replicas.h"
#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/schedule.h"
#include "train/train_config.h"
#include "train/validation.h"

namespace supreme {

// Where the run writes.
struct RunOutput {
  RunFolder& folder;
  RunLog& log;
};

// Not thread-safe. The same seed, data and thread count give the same weights on a CPU, also when
// the run was killed and resumed in between.
class Trainer {
 public:
  // `source` must outlive the trainer.
  Trainer(const RunConfig& config, BatchSource& source, const RunOutput& output, at::Device device);

  // Goes back to the newest checkpoint that can be read; false when there is none.
  bool Resume();
  bool Finished() const;
  // Trains until finished. kCancelled after Ctrl-C, with the step saved; kCheckFailed when the loss
  // stays not finite.
  void Run();

  // Loads the best checkpoint (the newest when no AUC was defined) and scores the validation
  // records with it.
  ValidationScores ScoreBest();
  int64_t BestStep() const;
  const TrainState& state() const { return state_; }
  const SupremeModel& model() const { return model_; }
  int64_t steps_per_epoch() const { return source_.batches_per_epoch(); }
  int64_t total_steps() const { return total_steps_; }

 private:
  void RunStep(const Batch& batch);
  // Loss of the step; gradients are set. Not finite: nothing was changed.
  double ComputeGradients(const Batch& batch);
  void StepOnDevice(const Batch& batch);
  // Takes the results of the device's steps until only `pending` are left.
  void TakeDeviceResults(size_t pending);
  void RestoreStatistics();
  // Not finite: the step was skipped.
  void CountLoss(int64_t step, double loss);
  MetricsRow NewRow() const;
  void WriteTrainingRow();
  // The weights that are evaluated and exported: the averaged ones, where there are any.
  SupremeModel& EvaluatedModel();
  ValidationScores ScoreValidation();
  void Evaluate();
  void Save();
  void StartClock();
  double Epoch() const;
  TrainingParts Parts();

  RunConfig config_;
  BatchSource& source_;
  RunOutput output_;
  at::Device device_;
  int64_t total_steps_;
  Schedule schedule_;
  SupremeModel model_;
  AdamW optimizer_;
  Replicas replicas_;
  LossOptions loss_;
  std::optional<AveragedWeights> averaged_;
  std::optional<DeviceStep> device_step_;  // on a GPU
  std::optional<MetricsLog> metrics_;
  std::vector<at::Tensor> buffers_, buffer_copies_;
  TrainState state_;
  std::chrono::steady_clock::time_point clock_;  // since the last line of metrics
  int64_t clock_records_ = 0;
  double last_loss_ = 0.0;
};

}  // namespace supreme
