#include "train/trainer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "train/agreement.h"
#include "train/device_batches.h"
#include "train/gather.h"
#include "train/loss_options.h"
#include "train/rank_checks.h"

namespace supreme {
namespace {

constexpr int64_t kMaxSkippedInARow = 5;

}  // namespace

Trainer::Trainer(const RunConfig& config, BatchSource& source, const RunOutput& output,
                 at::Device device, Collective& ranks)
    : Trainer(config, source, output, NewLearner(config, source, device), ranks) {}

Trainer::Trainer(const RunConfig& config, BatchSource& source, const RunOutput& output,
                 Learner learner, Collective& ranks)
    : config_(config),
      source_(source),
      output_(output),
      device_(learner.device),
      ranks_(ranks),
      total_steps_(TotalSteps(config.train, source.batches_per_epoch())),
      schedule_(MakeSchedule(config.train, total_steps_)),
      model_(std::move(learner.network)),
      optimizer_(std::move(learner.optimizer)),
      replicas_(*model_, {.count = config.train.replicas,
                          .threads = config.train.threads,
                          .precision = config.train.precision,
                          .encoder_frozen = config.train.freeze_encoder,
                          .micro_batch = config.train.micro_batch,
                          .device = device_,
                          .rng = Rng(static_cast<uint64_t>(config.train.seed)).Fork("dropout"),
                          .ranks = &ranks,
                          .bucket_mb = config.ranks.bucket_mb}),
      keeper_(output.folder, output.log, config.train.keep_last) {
  loss_ = LossOptionsOf(config);
  if (loss_.contrastive_weight > 0.0 && ranks.size() > 1) {
    throw Error(ErrorCode::kUsage, "a contrastive loss needs the batch in one piece",
                "train.contrastive_weight", "one rank");
  }
  if (config.train.pos_weight == "balanced") {
    loss_.pos_weight = source.BalancedWeights().to(device_);
  }
  if (config.train.ema > 0.0) averaged_.emplace(*model_, config.train.ema);
  for (const auto& [name, buffer] : model_->weights().buffers()) {
    buffers_.push_back(buffer);
    buffer_copies_.push_back(buffer.clone());
  }
  if (!device_.is_cpu() && ranks.size() == 1) {
    device_step_.emplace(DeviceStep::Parts{*model_, replicas_, optimizer_,
                                           averaged_ ? &*averaged_ : nullptr, device_});
  }
}

TrainingParts Trainer::Parts() {
  return {*model_,
          optimizer_,
          replicas_.generators(),
          state_,
          averaged_ ? &averaged_->model().weights() : nullptr,
          ranks_.rank()};
}

EcgNetwork& Trainer::EvaluatedModel() { return averaged_ ? averaged_->model() : *model_; }

bool Trainer::Resume(bool allow_other_ranks) {
  bool found = false;
  OnFirst(ranks_, [&] {
    found = keeper_.LoadNewest(
        state_, [&](const std::filesystem::path& folder) { LoadCheckpoint(folder, Parts()); });
  });
  const int64_t step = FromFirst(ranks_, found ? state_.step : -1);
  if (step < 0) return false;
  if (ranks_.rank() > 0) LoadCheckpoint(output_.folder.CheckpointPath(step), Parts());
  ShareBest(ranks_, state_);
  CheckRankCount(state_.ranks, ranks_.size(), allow_other_ranks);
  if (state_.ranks != ranks_.size()) {
    output_.log.Line("before, there were " + std::to_string(state_.ranks) + " ranks, now " +
                     std::to_string(ranks_.size()));
  }
  return true;
}

bool Trainer::Finished() const {
  const int64_t patience = config_.train.patience;
  return state_.step >= total_steps_ || (patience > 0 && state_.stale_evaluations >= patience);
}

double Trainer::Epoch() const {
  return static_cast<double>(state_.step) / static_cast<double>(steps_per_epoch());
}

void Trainer::StartClock() {
  clock_ = std::chrono::steady_clock::now();
  clock_records_ = 0;
}

void Trainer::Run() {
  if (ranks_.rank() == 0) views_.emplace(output_.folder.path(), output_.log, ViewOptions());
  state_.ranks = ranks_.size();
  CheckSameWeights(ranks_, model_->weights());
  const int64_t first = state_.step;
  const std::unique_ptr<BatchStream> batches =
      OnDevice(source_.Train(first, total_steps_), device_, config_.model.preprocess);
  const int64_t evaluation_steps = config_.train.evaluate_every_epochs * steps_per_epoch();
  StartClock();
  while (!Finished()) {
    ranks_.set_doing("step " + std::to_string(state_.step + 1));
    const auto batch = NextOfAll(*batches, ranks_);
    SUPREME_CHECK(batch.has_value());
    RunStep(*batch);
    const bool at_end = state_.step == total_steps_;
    const bool evaluates = at_end || state_.step % evaluation_steps == 0;
    if (evaluates || state_.step % config_.train.log_every_steps == 0) WriteTrainingRow();
    if (views_) views_->OnStep({state_.step, Epoch(), last_loss_});
    const int64_t check_steps = config_.ranks.check_every_steps;
    if (check_steps > 0 && state_.step % check_steps == 0) {
      CheckSameWeights(ranks_, model_->weights());
    }
    if (evaluates) Evaluate();
    const bool stops = replicas_.stop_asked();
    const int64_t interval = config_.train.checkpoint_every_steps;
    if (evaluates || stops || (interval > 0 && state_.step % interval == 0)) {
      Save(Finished() || stops);
    }
    if (stops && !Finished()) {
      FromFirst(ranks_, 0);  // a rank that ends may take the others with it: rank 0 has saved
      throw Error(ErrorCode::kCancelled, "stopped after step " + std::to_string(state_.step),
                  output_.folder.path().string(), output_.how_to_go_on);
    }
  }
  if (views_) views_->OnEnd();
}

double Trainer::ComputeGradients(const Batch& batch) {
  if (!buffers_.empty()) at::_foreach_copy_(buffer_copies_, buffers_);
  const double value = replicas_.ComputeGradients(batch, loss_);
  if (!std::isfinite(value)) return value;
  const double norm = optimizer_.GradientNorm();
  if (!std::isfinite(norm)) return norm;
  last_gradient_norm_ = norm;
  const double limit = config_.train.clip_norm;
  if (limit > 0.0 && norm > limit) optimizer_.ScaleGradients(limit / norm);
  return value;
}

void Trainer::RunStep(const Batch& batch) {
  const auto start = std::chrono::steady_clock::now();
  if (device_step_) {
    StepOnDevice(batch);
  } else {
    const double loss = ComputeGradients(batch);
    if (std::isfinite(loss)) {
      optimizer_.Step(LearningRate(schedule_, state_.step));
      if (averaged_) averaged_->Update(state_.step + 1);
    } else {
      RestoreStatistics();
    }
    CountLoss(state_.step + 1, loss);
    optimizer_.ClearGradients();
  }
  ++state_.step;
  const int64_t records = ranks_.size() == 1 ? batch.record_count() : source_.batch_size();
  state_.records_seen += records;
  clock_records_ += records;
  state_.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double Trainer::TryStep(const Batch& batch, double learning_rate) {
  const double loss = ComputeGradients(batch);
  if (std::isfinite(loss)) {
    optimizer_.Step(learning_rate);
  } else {
    RestoreStatistics();
  }
  optimizer_.ClearGradients();
  return loss;
}

void Trainer::StepOnDevice(const Batch& batch) {
  device_step_->Start(batch, loss_,
                      {.number = state_.step + 1,
                       .learning_rate = LearningRate(schedule_, state_.step),
                       .clip_norm = config_.train.clip_norm});
  TakeDeviceResults(1);
}

void Trainer::TakeDeviceResults(size_t pending) {
  while (device_step_ && device_step_->pending() > pending) {
    const DeviceStep::Result result = device_step_->Take();
    if (std::isfinite(result.loss)) last_gradient_norm_ = result.gradient_norm;
    CountLoss(result.number, result.loss);
  }
}

// The forward pass has moved batch statistics.
void Trainer::RestoreStatistics() {
  const c10::NoGradGuard no_grad;
  if (!buffers_.empty()) at::_foreach_copy_(buffers_, buffer_copies_);
}

void Trainer::CountLoss(int64_t step, double loss) {
  if (std::isfinite(loss)) {
    last_loss_ = loss;
    state_.logged_loss_sum += loss;
    ++state_.logged_loss_count;
    state_.skipped_in_a_row = 0;
    return;
  }
  ++state_.skipped_steps;
  ++state_.skipped_in_a_row;
  output_.log.Line("step " + std::to_string(step) +
                   ": loss or gradient is not finite, step skipped");
  if (state_.skipped_in_a_row >= kMaxSkippedInARow) {
    throw Error(ErrorCode::kCheckFailed,
                "loss or gradient was not finite in " + std::to_string(kMaxSkippedInARow) +
                    " steps in a row",
                output_.folder.path().string(),
                "a smaller train.learning_rate, or train.clip_norm=1; the last checkpoint is good");
  }
}

MetricsRow Trainer::NewRow() const {
  MetricsRow row;
  row.step = state_.step;
  row.epoch = Epoch();
  row.records = state_.records_seen;
  row.skipped_steps = state_.skipped_steps;
  return row;
}

RunViewOptions Trainer::ViewOptions() const {
  RunViewOptions options;
  options.live = {
      .name = output_.folder.path().string(),
      .first_step = state_.step,
      .total_steps = total_steps_,
      .total_epochs = static_cast<double>(total_steps_) / static_cast<double>(steps_per_epoch()),
      .best_auc = state_.has_best ? std::optional(state_.best_auc) : std::nullopt,
      .best_step = state_.best_step};
  options.verb = output_.verb;
  options.batch_size = source_.batch_size();
  options.plain = output_.plain;
  options.device = device_;
  return options;
}

void Trainer::WriteTrainingRow() {
  TakeDeviceResults(0);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - clock_;
  MetricsRow row = NewRow();
  if (state_.logged_loss_count > 0) {
    row.loss = state_.logged_loss_sum / static_cast<double>(state_.logged_loss_count);
  }
  row.learning_rate = LearningRate(schedule_, state_.step - 1);
  row.gradient_norm = last_gradient_norm_;
  row.records_per_sec = static_cast<double>(clock_records_) / std::max(elapsed.count(), 1e-9);
  if (views_) views_->OnMetrics(row);
  state_.logged_loss_sum = 0.0;
  state_.logged_loss_count = 0;
  StartClock();
}

ValidationScores Trainer::ScoreValidation() {
  if (views_) views_->OnPhase("validation");
  const std::unique_ptr<BatchStream> batches =
      OnDevice(source_.Validation(), device_, config_.model.preprocess);
  const ValidationScores own = ScoreRecords({EvaluatedModel(), device_, loss_}, *batches);
  return GatherScores(ranks_, own);
}

void Trainer::Evaluate() {
  if (source_.validation_records() == 0) return;
  const ValidationScores scores = ScoreValidation();
  if (scores.left_out > 0) {
    output_.log.Line(std::to_string(scores.left_out) +
                     " validation records left out: their scores are not finite");
  }
  const auto auc = MacroAuc(scores, loss_.mask_uncertain);
  MetricsRow row = NewRow();
  row.validation_loss = scores.loss;
  row.validation_auc = auc;
  if (views_) views_->OnMetrics(row);
  const bool better = auc && (!state_.has_best || *auc > state_.best_auc);
  if (better) {
    state_.has_best = true;
    state_.best_auc = *auc;
    state_.best_step = state_.step;
    state_.stale_evaluations = 0;
  } else if (state_.has_best) {
    ++state_.stale_evaluations;
  }
  output_.log.Line("epoch " + FormatFixed(Epoch(), 1) + "  validation loss " +
                   FormatFixed(scores.loss, 4) + "  AUC " +
                   (auc ? FormatFixed(*auc, 4) : "undefined") + (better ? "  (best)" : ""));
  StartClock();
}

void Trainer::Save(bool is_last) {
  TakeDeviceResults(0);
  TrainingParts parts = Parts();
  parts.other_states = GatherStates(ranks_, parts.generators[0]);
  parts.other_states.erase(parts.other_states.begin());
  OnFirst(ranks_, [&] {
    const auto write = [&](const std::filesystem::path& folder) {
      views_->OnSave();
      SaveCheckpoint(folder, parts);
    };
    keeper_.Save(state_, write, is_last);
  });
  ShareBest(ranks_, state_);
}

int64_t Trainer::BestStep() const { return state_.has_best ? state_.best_step : state_.step; }

void Trainer::LoadBest() {
  FromFirst(ranks_, 0);  // rank 0 has written the checkpoint
  output_.folder.Verify(BestStep());
  EvaluatedModel().weights().Load(
      SafetensorsFile(WeightsToUse(output_.folder.CheckpointPath(BestStep()))));
}

ValidationScores Trainer::ScoreBest() {
  LoadBest();
  return ScoreValidation();
}

}  // namespace supreme
