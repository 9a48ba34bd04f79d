#include "train/trainer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "train/loss_options.h"

namespace supreme {
namespace {

constexpr int64_t kMaxSkippedInARow = 5;
constexpr double kMaxPosWeight = 100.0;

int64_t TotalSteps(const TrainConfig& config, int64_t steps_per_epoch) {
  const int64_t steps = config.epochs * steps_per_epoch;
  return config.max_steps > 0 ? std::min(steps, config.max_steps) : steps;
}

RunConfig WithDirectHead(RunConfig config, const BatchSource& source) {
  if (config.train.direct_weight > 0.0) config.model.direct_outputs = source.direct_signs();
  return config;
}

Schedule MakeSchedule(const TrainConfig& config, int64_t total_steps) {
  const int64_t whole_run = std::max<int64_t>(1, total_steps - config.warmup_steps);
  return {.peak = config.learning_rate,
          .minimum = std::min(config.minimum_learning_rate, config.learning_rate),
          .warmup_steps = config.warmup_steps,
          .first_cycle_steps = config.restart_steps > 0 ? config.restart_steps : whole_run,
          .cycle_factor = config.restart_factor};
}

bool BelongsToEncoder(const std::string& weight) {
  return weight.starts_with("encoder.") || weight.starts_with("lead_scale.") ||
         weight.starts_with("ecg_projection.");
}

std::map<std::string, at::Tensor> TrainedParameters(const TrainConfig& config,
                                                    const Weights& weights) {
  std::map<std::string, at::Tensor> trained = weights.parameters();
  if (config.freeze_encoder) {
    std::erase_if(trained, [](const auto& entry) { return BelongsToEncoder(entry.first); });
  }
  return trained;
}

// All that the bundle has; what it lacks (a direct head) keeps its start.
void TakeOverWeights(const std::filesystem::path& bundle, Weights& weights) {
  const SafetensorsFile file(bundle / "model.safetensors");
  for (const auto* tensors : {&weights.parameters(), &weights.buffers()}) {
    for (const auto& [name, tensor] : *tensors) {
      if (file.Has(name) || !name.starts_with("direct.")) LoadTensor(file, name, tensor);
    }
  }
}

}  // namespace

Trainer::Trainer(const RunConfig& config, BatchSource& source, const RunOutput& output,
                 at::Device device)
    : config_(WithDirectHead(config, source)),
      source_(source),
      output_(output),
      device_(device),
      total_steps_(TotalSteps(config.train, source.batches_per_epoch())),
      schedule_(MakeSchedule(config.train, total_steps_)),
      model_(config_.model, {.device = device}),
      optimizer_(TrainedParameters(config.train, model_.weights()),
                 {.weight_decay = config.train.weight_decay,
                  .beta1 = config.train.beta1,
                  .beta2 = config.train.beta2}),
      replicas_(model_, {.count = config.train.replicas,
                         .threads = config.train.threads,
                         .precision = config.train.precision,
                         .encoder_frozen = config.train.freeze_encoder,
                         .device = device,
                         .rng = Rng(static_cast<uint64_t>(config.train.seed)).Fork("dropout")}) {
  loss_ = LossOptionsOf(config);
  if (config.train.pos_weight == "balanced") {
    loss_.pos_weight = source.BalancedWeights().to(device);
  }
  model_.weights().Initialise(
      Rng(static_cast<uint64_t>(config.train.seed)).Fork("weights"),
      config.train.initial_weights == "fan_in" ? LinearInit::kFanIn : LinearInit::kPaper);
  if (!config.train.start_from.empty()) {
    TakeOverWeights(config.train.start_from, model_.weights());
  }
  if (config.train.ema > 0.0) averaged_.emplace(model_, device, config.train.ema);
  for (const auto& [name, buffer] : model_.weights().buffers()) {
    buffers_.push_back(buffer);
    buffer_copies_.push_back(buffer.clone());
  }
}

TrainingParts Trainer::Parts() {
  return {model_, optimizer_, replicas_.generators(), state_,
          averaged_ ? &averaged_->model().weights() : nullptr};
}

SupremeModel& Trainer::EvaluatedModel() { return averaged_ ? averaged_->model() : model_; }

bool Trainer::Resume() {
  std::vector<int64_t> steps = output_.folder.Checkpoints();
  while (!steps.empty()) {
    const int64_t step = steps.back();
    try {
      LoadCheckpoint(output_.folder.CheckpointPath(step), Parts());
      output_.folder.DropAfter(step);
      return true;
    } catch (const Error& error) {
      output_.log.Line(std::string("checkpoint cannot be read, going back one: ") + error.what());
      steps.pop_back();
      if (steps.empty()) throw;
    }
  }
  return false;
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
  metrics_.emplace(output_.folder.path(), state_.step);
  const int64_t first = state_.step;
  const std::unique_ptr<BatchStream> batches = source_.Train(first, total_steps_);
  const int64_t batch_size = source_.batch_size();
  Progress progress("pretrain", static_cast<uint64_t>((total_steps_ - first) * batch_size),
                    "records");
  const int64_t evaluation_steps = config_.train.evaluate_every_epochs * steps_per_epoch();
  StartClock();
  while (!Finished()) {
    const auto batch = batches->Next();
    SUPREME_CHECK(batch.has_value());
    RunStep(*batch);
    const bool at_end = state_.step == total_steps_;
    const bool evaluates = at_end || state_.step % evaluation_steps == 0;
    if (evaluates || state_.step % config_.train.log_every_steps == 0) WriteTrainingRow();
    progress.Update(static_cast<uint64_t>((state_.step - first) * batch_size),
                    "epoch " + FormatFixed(Epoch(), 1) + ", loss " + FormatFixed(last_loss_, 3));
    if (evaluates) Evaluate();
    const bool stops = Interrupted();
    const int64_t interval = config_.train.checkpoint_every_steps;
    if (evaluates || stops || (interval > 0 && state_.step % interval == 0)) Save();
    if (stops && !Finished()) {
      throw Error(ErrorCode::kCancelled, "stopped after step " + std::to_string(state_.step),
                  output_.folder.path().string(), "the same command with --resume goes on");
    }
  }
  progress.Finish();
}

double Trainer::ComputeGradients(const Batch& batch) {
  if (!buffers_.empty()) at::_foreach_copy_(buffer_copies_, buffers_);
  const double value = replicas_.ComputeGradients(batch, loss_);
  if (!std::isfinite(value)) return value;
  const double norm = optimizer_.GradientNorm();
  if (!std::isfinite(norm)) return norm;
  const double limit = config_.train.clip_norm;
  if (limit > 0.0 && norm > limit) optimizer_.ScaleGradients(limit / norm);
  return value;
}

void Trainer::RunStep(const Batch& batch) {
  const auto start = std::chrono::steady_clock::now();
  const double loss = ComputeGradients(batch);
  if (std::isfinite(loss)) {
    optimizer_.Step(LearningRate(schedule_, state_.step));
    if (averaged_) averaged_->Update(state_.step + 1);
    last_loss_ = loss;
    state_.logged_loss_sum += loss;
    ++state_.logged_loss_count;
    state_.skipped_in_a_row = 0;
  } else {
    SkipStep();
  }
  optimizer_.ClearGradients();
  ++state_.step;
  state_.records_seen += batch.samples.size(0);
  clock_records_ += batch.samples.size(0);
  state_.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void Trainer::SkipStep() {
  const c10::NoGradGuard no_grad;
  // The forward pass has moved batch statistics.
  if (!buffers_.empty()) at::_foreach_copy_(buffers_, buffer_copies_);
  ++state_.skipped_steps;
  ++state_.skipped_in_a_row;
  output_.log.Line("step " + std::to_string(state_.step + 1) +
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

void Trainer::WriteTrainingRow() {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - clock_;
  MetricsRow row = NewRow();
  if (state_.logged_loss_count > 0) {
    row.loss = state_.logged_loss_sum / static_cast<double>(state_.logged_loss_count);
  }
  row.learning_rate = LearningRate(schedule_, state_.step - 1);
  row.records_per_sec = static_cast<double>(clock_records_) / std::max(elapsed.count(), 1e-9);
  metrics_->Write(row);
  state_.logged_loss_sum = 0.0;
  state_.logged_loss_count = 0;
  StartClock();
}

ValidationScores Trainer::ScoreValidation() {
  const std::unique_ptr<BatchStream> batches = source_.Validation();
  return ScoreRecords({EvaluatedModel(), device_, loss_}, *batches);
}

void Trainer::Evaluate() {
  if (source_.validation_records() == 0) return;
  const ValidationScores scores = ScoreValidation();
  const auto auc = MacroAuc(scores, loss_.mask_uncertain);
  MetricsRow row = NewRow();
  row.validation_loss = scores.loss;
  row.validation_auc = auc;
  metrics_->Write(row);
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

void Trainer::Save() {
  output_.folder.CommitCheckpoint(
      state_.step, [&](const std::filesystem::path& folder) { SaveCheckpoint(folder, Parts()); });
  output_.folder.Prune(config_.train.keep_last, BestStep());
}

int64_t Trainer::BestStep() const { return state_.has_best ? state_.best_step : state_.step; }

ValidationScores Trainer::ScoreBest() {
  EvaluatedModel().weights().Load(
      SafetensorsFile(WeightsToUse(output_.folder.CheckpointPath(BestStep()))));
  return ScoreValidation();
}

}  // namespace supreme
