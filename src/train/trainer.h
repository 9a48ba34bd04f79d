// The training loop: steps, evaluations, early stopping, checkpoints.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "train/averaged_weights.h"
#include "train/batch_source.h"
#include "train/checkpoint.h"
#include "train/checkpoint_keeper.h"
#include "train/collective.h"
#include "train/device_step.h"
#include "train/replicas.h"
#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/run_views.h"
#include "train/schedule.h"
#include "train/train_config.h"
#include "train/trainer_setup.h"
#include "train/validation.h"

namespace supreme {

// Where the run writes.
struct RunOutput {
  RunFolder& folder;
  RunLog& log;
  bool plain = false;  // one line of progress, even on a terminal
  const char* verb = "pretrain";
  const char* how_to_go_on = "the same command with --resume goes on";
};

// Not thread-safe. The same seed, data and thread count give the same weights on a CPU, also when
// the run was killed and resumed in between. Several ranks do each call together; all have the same
// weights and state, and rank 0 writes.
class Trainer {
 public:
  // `source` and `ranks` must outlive the trainer.
  Trainer(const RunConfig& config, BatchSource& source, const RunOutput& output, at::Device device,
          Collective& ranks);
  // As above with a network of another kind; of `config`, its start and freeze_encoder are unused.
  Trainer(const RunConfig& config, BatchSource& source, const RunOutput& output, Learner learner,
          Collective& ranks);

  // Goes back to the newest checkpoint that can be read; false when there is none. kUsage when it
  // is of another number of ranks, unless that is allowed.
  bool Resume(bool allow_other_ranks = false);
  bool Finished() const;
  // Trains until finished. kCancelled after Ctrl-C, with the step saved; kCheckFailed when the loss
  // stays not finite.
  void Run();

  // One update outside of Run(), which leaves files and state alone. Returns the loss; where it or
  // the gradient is not finite (the return value says so), weights stay as they are.
  double TryStep(const Batch& batch, double learning_rate);

  // Takes the weights of the best checkpoint (the newest when no AUC was defined), to be called
  // once the run is finished.
  void LoadBest();
  // LoadBest, and the validation records scored.
  ValidationScores ScoreBest();
  int64_t BestStep() const;
  const TrainState& state() const { return state_; }
  const EcgNetwork& model() const { return *model_; }
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
  RunViewOptions ViewOptions() const;
  void WriteTrainingRow();
  // The weights that are evaluated and exported: the averaged ones, where there are any.
  EcgNetwork& EvaluatedModel();
  ValidationScores ScoreValidation();
  void Evaluate();
  // `is_last`: the run ends with it.
  void Save(bool is_last);
  void StartClock();
  double Epoch() const;
  TrainingParts Parts();

  RunConfig config_;
  BatchSource& source_;
  RunOutput output_;
  at::Device device_;
  Collective& ranks_;
  int64_t total_steps_;
  Schedule schedule_;
  std::unique_ptr<EcgNetwork> model_;
  AdamW optimizer_;
  Replicas replicas_;
  LossOptions loss_;
  std::optional<AveragedWeights> averaged_;
  std::optional<DeviceStep> device_step_;  // on a GPU that no other rank shares the batch with
  std::optional<RunViews> views_;          // of rank 0
  std::vector<at::Tensor> buffers_, buffer_copies_;
  TrainState state_;
  CheckpointKeeper keeper_;
  std::chrono::steady_clock::time_point clock_;  // since the last line of metrics
  int64_t clock_records_ = 0;
  double last_loss_ = 0.0;
  double last_gradient_norm_ = 0.0;
};

}  // namespace supreme
