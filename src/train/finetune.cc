#include "train/finetune.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/ordered_workers.h"
#include "nn/ecg_encoder.h"
#include "nn/lead_offset.h"
#include "nn/losses.h"
#include "signal/preprocess.h"
#include "train/device.h"
#include "train/optimizer.h"
#include "train/schedule.h"
#include "train/validation.h"

namespace supreme {
namespace {

constexpr size_t kReaders = 2;
constexpr size_t kBatchesAhead = 4;

struct Input {
  at::Tensor samples;       // [B, L, T]
  at::Tensor lead_log_std;  // [B, L]
};

// Network input of some records, prepared ahead by threads of its own.
class InputBatches {
 public:
  // `rows` must outlive it.
  InputBatches(const Pack& pack, const Preprocessor& preprocessor, std::span<const size_t> rows,
               size_t batch_size)
      : pack_(pack),
        preprocessor_(preprocessor),
        rows_(rows),
        batch_size_(batch_size),
        workers_((rows.size() + batch_size - 1) / batch_size, kReaders, kBatchesAhead,
                 [this](size_t i) { return Read(i); }) {}

  std::optional<Input> Next() { return workers_.Next(); }

 private:
  Input Read(size_t batch) const {
    const size_t begin = batch * batch_size_;
    const auto rows = rows_.subspan(begin, std::min(batch_size_, rows_.size() - begin));
    const auto count = static_cast<int64_t>(rows.size());
    const auto leads = static_cast<int64_t>(kLeadCount);
    const int64_t window = preprocessor_.config().window_samples;
    Input input{at::empty({count, leads, window}), at::empty({count, leads})};
    const size_t width = kLeadCount * static_cast<size_t>(window);
    auto* samples = input.samples.mutable_data_ptr<float>();
    auto* lead_log_std = input.lead_log_std.mutable_data_ptr<float>();
    for (size_t i = 0; i < rows.size(); ++i) {
      const EcgWindow record = pack_.ReadWindow(rows[i]);
      preprocessor_.Prepare(record.samples_mv, record.present, {samples + i * width, width},
                            {lead_log_std + i * kLeadCount, kLeadCount});
    }
    pack_.Release(rows);
    return input;
  }

  const Pack& pack_;
  const Preprocessor& preprocessor_;
  std::span<const size_t> rows_;
  size_t batch_size_;
  OrderedWorkers<Input> workers_;
};

int64_t ClassCount(const TaskLabels& labels) {
  return static_cast<int64_t>(labels.positive.size() / labels.rows.size());
}

// As a linear layer starts in PyTorch: uniform in ±1/√width.
at::Tensor RandomTensor(const std::vector<int64_t>& shape, int64_t width, Rng rng) {
  const double bound = 1.0 / std::sqrt(static_cast<double>(width));
  at::Tensor tensor = at::empty(shape);
  auto* values = tensor.mutable_data_ptr<float>();
  for (int64_t i = 0; i < tensor.numel(); ++i) {
    values[i] = static_cast<float>(rng.Uniform(-bound, bound));
  }
  return tensor;
}

// The trained tensors of the ECG encoder.
std::map<std::string, at::Tensor> EncoderParameters(const Weights& weights) {
  std::map<std::string, at::Tensor> parameters;
  for (const auto& [name, tensor] : weights.parameters()) {
    if (name.starts_with("encoder.") || name.starts_with("lead_scale.")) parameters[name] = tensor;
  }
  return parameters;
}

class FineTuner {
 public:
  FineTuner(const FineTuneData& data, const FineTuneOptions& options,
            const FineTuneProgress& on_batch)
      : data_(data),
        config_(options.config),
        device_(options.device),
        on_batch_(on_batch),
        rng_(Rng(options.seed).Fork("linear probe")),
        preprocessor_(data.bundle.model.preprocess),
        weights_(data.bundle.model, {.device = options.device}),
        network_(MakeEcgEncoder(data.bundle.model, weights_)) {
    weights_.Load(SafetensorsFile(data.bundle.folder / "model.safetensors"));
    if (data.bundle.model.preprocess.normalisation == "zscore_record") {
      lead_scale_ = weights_.Get("lead_scale.weight");
    }
    const int64_t width = data.bundle.model.width;
    const int64_t classes = ClassCount(data.train);
    head_["weight"] = RandomTensor({classes, width}, width, rng_.Fork("weight")).to(device_);
    head_["bias"] = RandomTensor({classes}, width, rng_.Fork("bias")).to(device_);
    for (auto& [name, tensor] : head_) tensor.requires_grad_(true);
    const AdamWOptions adamw{.weight_decay = config_.weight_decay};
    head_optimizer_.emplace(head_, adamw);
    if (config_.encoder_rate > 0.0) {
      encoder_ = EncoderParameters(weights_);
      encoder_optimizer_.emplace(encoder_, adamw);
    }
    generator_ = DropoutGenerator(device_);
    generator_.set_current_seed(rng_.Fork("dropout").NextU64());
    for (size_t i = 0; i < data.train.rows.size(); ++i) order_.push_back(i);
  }

  FineTuned Run() {
    FineTuned result;
    double best = -1.0;
    for (int64_t epoch = 0; epoch < config_.epochs; ++epoch) {
      note_ = "epoch " + std::to_string(epoch + 1);
      result.losses.push_back(TrainEpoch(epoch));
      const auto auc = Auc(data_.validation, Score(data_.validation));
      if (!auc) {
        throw Error(ErrorCode::kInvalidInput,
                    "no class has positive and negative validation records", "fine-tuning");
      }
      result.validation_aucs.push_back(*auc);
      if (*auc <= best) continue;
      best = *auc;
      result.epoch = epoch + 1;
      Keep();
    }
    note_ = "test";
    Restore();
    result.test_logits = Score(data_.test);
    return result;
  }

 private:
  at::Tensor MeanToken(const Input& input, const Mode& mode) const {
    const PrecisionGuard precision(config_.precision, device_);
    const at::Tensor offset =
        LeadOffset(lead_scale_, input.lead_log_std.to(device_), input.samples.size(0));
    return network_->Forward(input.samples.to(device_), offset, mode).mean(1).to(at::kFloat);
  }

  at::Tensor Logits(const at::Tensor& features) const {
    return at::linear(features, head_.at("weight"), head_.at("bias"));
  }

  // Of a training step.
  at::Tensor Features(const Input& input) const {
    if (encoder_optimizer_) return MeanToken(input, {.training = true, .generator = generator_});
    const c10::NoGradGuard no_graph;
    return MeanToken(input, Mode{});
  }

  at::Tensor Labels(std::span<const size_t> indices) const {
    const int64_t classes = ClassCount(data_.train);
    at::Tensor labels = at::empty({static_cast<int64_t>(indices.size()), classes}, at::kByte);
    auto* out = labels.mutable_data_ptr<uint8_t>();
    for (const size_t index : indices) {
      const auto* row = &data_.train.positive[index * static_cast<size_t>(classes)];
      out = std::copy_n(row, classes, out);
    }
    return labels.to(device_);
  }

  // Mean loss over the batches.
  double TrainEpoch(int64_t epoch) {
    Rng shuffle = rng_.Fork("order").Fork(static_cast<uint64_t>(epoch));
    shuffle.Shuffle(std::span(order_));
    std::vector<size_t> rows;
    for (const size_t index : order_) rows.push_back(data_.train.rows[index]);
    const auto size = static_cast<size_t>(config_.batch_size);
    const size_t batches = (rows.size() + size - 1) / size;
    InputBatches inputs(data_.pack, preprocessor_, rows, size);
    double sum = 0.0;
    for (size_t i = 0; i < batches; ++i) {
      ThrowIfInterrupted();
      const auto indices =
          std::span(order_).subspan(i * size, std::min(size, rows.size() - i * size));
      const auto step = epoch * static_cast<int64_t>(batches) + static_cast<int64_t>(i);
      sum += Step(*inputs.Next(), Labels(indices), RateFactor(step, static_cast<int64_t>(batches)));
      on_batch_(indices.size(),
                note_ + ", loss " + FormatFixed(sum / static_cast<double>(i + 1), 3));
    }
    return sum / static_cast<double>(batches);
  }

  // Loss before the step.
  double Step(const Input& input, const at::Tensor& labels, double rate_factor) {
    const at::Tensor loss = QueryLoss(Logits(Features(input)), labels, {});
    loss.backward();
    const double value = loss.item<double>();
    if (!std::isfinite(value)) {
      throw Error(ErrorCode::kCheckFailed, "the loss is not finite in " + note_, "fine-tuning",
                  "smaller step sizes");
    }
    head_optimizer_->Step(config_.head_rate * rate_factor);
    head_optimizer_->ClearGradients();
    if (encoder_optimizer_) {
      encoder_optimizer_->Step(config_.encoder_rate * rate_factor);
      encoder_optimizer_->ClearGradients();
    }
    return value;
  }

  // Of the peak rates.
  double RateFactor(int64_t step, int64_t steps_per_epoch) const {
    const int64_t warmup = config_.warmup_epochs * steps_per_epoch;
    const int64_t rest = config_.epochs * steps_per_epoch - warmup;
    return LearningRate({.peak = 1.0,
                         .minimum = 0.0,
                         .warmup_steps = warmup,
                         .first_cycle_steps = std::max<int64_t>(1, rest)},
                        step);
  }

  // Logits [records, classes] as in use: no dropout, batch norm by its statistics.
  std::vector<float> Score(const TaskLabels& records) const {
    const c10::NoGradGuard no_grad;
    InputBatches inputs(data_.pack, preprocessor_, records.rows,
                        static_cast<size_t>(config_.batch_size));
    std::vector<float> logits;
    while (const auto input = inputs.Next()) {
      ThrowIfInterrupted();
      const at::Tensor batch = Logits(MeanToken(*input, Mode{})).cpu().contiguous();
      const auto* values = batch.const_data_ptr<float>();
      logits.insert(logits.end(), values, values + batch.numel());
      on_batch_(static_cast<size_t>(batch.size(0)), note_);
    }
    return logits;
  }

  static std::optional<double> Auc(const TaskLabels& records, const std::vector<float>& logits) {
    ValidationScores scores;
    scores.record_count = records.rows.size();
    scores.query_count = static_cast<size_t>(ClassCount(records));
    scores.scores.assign(logits.begin(), logits.end());
    scores.labels = records.positive;
    return MacroAuc(scores, /*mask_uncertain=*/false);
  }

  // All that training changes.
  std::vector<at::Tensor> Changing() const {
    std::vector<at::Tensor> tensors = {head_.at("weight"), head_.at("bias")};
    for (const auto& [name, tensor] : encoder_) tensors.push_back(tensor);
    if (encoder_optimizer_) {
      for (const auto& [name, tensor] : weights_.buffers()) tensors.push_back(tensor);
    }
    return tensors;
  }
  void Keep() {
    kept_.clear();
    for (const at::Tensor& tensor : Changing()) kept_.push_back(tensor.detach().clone());
  }
  void Restore() {
    const c10::NoGradGuard no_grad;
    const std::vector<at::Tensor> tensors = Changing();
    for (size_t i = 0; i < tensors.size(); ++i) tensors[i].copy_(kept_[i]);
  }

  const FineTuneData& data_;
  const FineTuneConfig& config_;
  const at::Device device_;
  const FineTuneProgress& on_batch_;
  const Rng rng_;
  const Preprocessor preprocessor_;
  Weights weights_;
  std::unique_ptr<EcgEncoder> network_;
  at::Tensor lead_scale_;  // undefined unless normalisation is zscore_record
  std::map<std::string, at::Tensor> head_, encoder_;  // encoder: empty when it is frozen
  std::optional<AdamW> head_optimizer_, encoder_optimizer_;
  at::Generator generator_;
  std::vector<size_t> order_;  // indices of training records
  std::vector<at::Tensor> kept_;
  std::string note_;
};

}  // namespace

FineTuned FineTune(const FineTuneData& data, const FineTuneOptions& options,
                   const FineTuneProgress& on_batch) {
  SUPREME_CHECK(!data.train.rows.empty() && !data.validation.rows.empty() &&
                !data.test.rows.empty());
  return FineTuner(data, options, on_batch).Run();
}

}  // namespace supreme
