#include "train/encoder_tuner.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "nn/contrastive_loss.h"
#include "nn/weights.h"

namespace supreme {
namespace {

constexpr size_t kTextsAtOnce = 32;  // of like length, so that little is padding
constexpr int64_t kKeptCheckpoints = 2;

Schedule MakeSchedule(const TuneConfig& config) {
  return {.peak = config.learning_rate,
          .minimum = 0.0,
          .warmup_steps = config.warmup_steps,
          .first_cycle_steps = std::max<int64_t>(1, config.steps - config.warmup_steps)};
}

void Append(std::vector<std::string>& all, const std::vector<std::string>& part) {
  all.insert(all.end(), part.begin(), part.end());
}

at::Tensor RelatedMask(const EncoderBatch& batch) {
  const auto pairs = static_cast<int64_t>(batch.related.size());
  at::Tensor mask = at::zeros({pairs, pairs}, at::kBool);
  auto* out = mask.mutable_data_ptr<bool>();
  for (const std::vector<bool>& row : batch.related) out = std::copy(row.begin(), row.end(), out);
  return mask;
}

}  // namespace

EncoderTuner::EncoderTuner(const Parts& parts)
    : config_(parts.config),
      base_(parts.base),
      texts_(parts.texts),
      folder_(parts.folder),
      log_(parts.log),
      batches_(parts.texts, parts.config),
      bert_(parts.base),
      general_(GeneralVectors()),
      trained_(bert_.Unfreeze(config_.first_layer, config_.train_words)),
      optimizer_(trained_, {.weight_decay = config_.weight_decay}),
      schedule_(MakeSchedule(config_)) {
  if (!trained_.empty()) return;
  throw Error(ErrorCode::kUsage, "nothing is trained", "first_layer",
              "a layer from 0 to " + std::to_string(bert_.config().num_hidden_layers - 1));
}

int64_t EncoderTuner::trained_parameters() const {
  int64_t count = 0;
  for (const auto& [name, tensor] : trained_) count += tensor.numel();
  return count;
}

at::Tensor EncoderTuner::Encode(const std::vector<std::string>& texts) const {
  std::vector<std::vector<int32_t>> tokens;
  for (const std::string& text : texts) {
    tokens.push_back(base_.pieces->Encode(text, static_cast<size_t>(config_.max_tokens)));
  }
  std::vector<int64_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0);
  const auto length = [&](int64_t i) { return tokens[static_cast<size_t>(i)].size(); };
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t a, int64_t b) { return length(a) < length(b); });
  std::vector<at::Tensor> parts;
  for (size_t begin = 0; begin < order.size(); begin += kTextsAtOnce) {
    std::vector<std::vector<int32_t>> chunk;
    for (size_t i = begin; i < std::min(begin + kTextsAtOnce, order.size()); ++i) {
      chunk.push_back(std::move(tokens[static_cast<size_t>(order[i])]));
    }
    parts.push_back(bert_(PadTokens(chunk, base_.pieces->pad_id())));
  }
  at::Tensor place = at::empty({static_cast<int64_t>(order.size())}, at::kLong);
  auto* places = place.mutable_data_ptr<int64_t>();
  for (size_t i = 0; i < order.size(); ++i) places[order[i]] = static_cast<int64_t>(i);
  return at::cat(parts).index_select(0, place);
}

at::Tensor EncoderTuner::GeneralVectors() const {
  const c10::NoGradGuard no_grad;
  return texts_.general.empty() ? at::empty({0}) : Encode(texts_.general);
}

at::Tensor EncoderTuner::Loss(const EncoderBatch& batch) const {
  std::vector<std::string> all = batch.anchors;
  Append(all, batch.positives);
  Append(all, batch.opposites);
  for (const size_t row : batch.general) all.push_back(texts_.general[row]);
  const auto pairs = static_cast<int64_t>(batch.anchors.size());
  const auto opposites = static_cast<int64_t>(batch.opposites.size());
  const auto vectors = Encode(all).split_with_sizes(
      {pairs, pairs, opposites, static_cast<int64_t>(batch.general.size())});
  const at::Tensor loss = ContrastiveLoss(
      {vectors[0], vectors[1], vectors[2], at::tensor(batch.owner, at::kLong), RelatedMask(batch)},
      {config_.temperature, config_.margin_weight, config_.synonym_margin,
       config_.opposite_margin});
  if (batch.general.empty()) return loss;
  const std::vector<int64_t> rows(batch.general.begin(), batch.general.end());
  const at::Tensor before = general_.index_select(0, at::tensor(rows, at::kLong));
  const at::Tensor moved = (1.0 - (vectors[3] * before).sum(-1)).mean();
  return loss + config_.general_weight * moved;
}

bool EncoderTuner::Resume() {
  const std::vector<int64_t> steps = folder_.Checkpoints();
  if (steps.empty()) return false;
  const auto path = folder_.CheckpointPath(steps.back());
  state_ = TrainStateFromJson(ReadJsonFile(path / "state.json"), (path / "state.json").string());
  const SafetensorsFile weights(path / "model.safetensors");
  for (const auto& [name, tensor] : trained_) LoadTensor(weights, name, tensor);
  optimizer_.LoadState(SafetensorsFile(path / "optimizer.safetensors"));
  return true;
}

void EncoderTuner::RunStep() {
  const auto start = std::chrono::steady_clock::now();
  const at::Tensor loss = Loss(batches_.Step(state_.step));
  loss.backward();
  last_loss_ = loss.item<double>();
  const double norm = optimizer_.GradientNorm();
  if (!std::isfinite(last_loss_) || !std::isfinite(norm)) {
    throw Error(ErrorCode::kCheckFailed,
                "loss or gradient is not finite in step " + std::to_string(state_.step + 1),
                folder_.path().string(), "a smaller learning_rate; the last checkpoint is good");
  }
  if (config_.clip_norm > 0.0 && norm > config_.clip_norm) {
    optimizer_.ScaleGradients(config_.clip_norm / norm);
  }
  optimizer_.Step(LearningRate(schedule_, state_.step));
  optimizer_.ClearGradients();
  ++state_.step;
  state_.records_seen += config_.batch_size;
  state_.logged_loss_sum += last_loss_;
  ++state_.logged_loss_count;
  state_.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void EncoderTuner::WriteRow() {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - clock_;
  MetricsRow row;
  row.step = state_.step;
  row.epoch = static_cast<double>(state_.step) / static_cast<double>(config_.steps);
  row.records = state_.records_seen;
  row.loss = state_.logged_loss_sum / static_cast<double>(state_.logged_loss_count);
  row.learning_rate = LearningRate(schedule_, state_.step - 1);
  row.records_per_sec = static_cast<double>(state_.logged_loss_count * config_.batch_size) /
                        std::max(elapsed.count(), 1e-9);
  metrics_->OnMetrics(row);
  state_.logged_loss_sum = 0.0;
  state_.logged_loss_count = 0;
  clock_ = std::chrono::steady_clock::now();
}

void EncoderTuner::Save() {
  folder_.CommitCheckpoint(state_.step, [&](const std::filesystem::path& folder) {
    SaveTensors(folder / "model.safetensors", trained_);
    SaveTensors(folder / "optimizer.safetensors", optimizer_.State());
    WriteJsonFile(folder / "state.json", ToJson(state_));
  });
  folder_.Prune(kKeptCheckpoints, state_.step);
}

void EncoderTuner::Run() {
  metrics_.emplace(folder_.path(), state_.step);
  const int64_t first = state_.step;
  Progress progress("tune", static_cast<uint64_t>(config_.steps - first), "steps");
  clock_ = std::chrono::steady_clock::now();
  while (!Finished()) {
    RunStep();
    if (Finished() || state_.step % config_.log_every_steps == 0) WriteRow();
    progress.Update(static_cast<uint64_t>(state_.step - first),
                    "loss " + FormatFixed(last_loss_, 3));
    const bool stops = Interrupted();
    if (stops || Finished() || state_.step % config_.checkpoint_every_steps == 0) Save();
    if (stops && !Finished()) {
      throw Error(ErrorCode::kCancelled, "stopped after step " + std::to_string(state_.step),
                  folder_.path().string(), "the same command with --resume goes on");
    }
  }
  progress.Finish();
}

}  // namespace supreme
