#include "train/finetune.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "nn/linear_classifier.h"
#include "train/device_batches.h"
#include "train/finetune_info.h"
#include "train/pack_source.h"
#include "train/probe_order.h"
#include "train/run_info.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Records mixed by ProbeOrder lie anywhere; after so many, their pages are given back.
constexpr int64_t kRowsHeld = 2048;

int64_t ClassCount(const TaskLabels& labels) {
  return static_cast<int64_t>(labels.positive.size() / labels.rows.size());
}

// As a linear layer starts in PyTorch: uniform in ±1/√width.
void FillUniform(const at::Tensor& tensor, int64_t width, Rng rng) {
  const double bound = 1.0 / std::sqrt(static_cast<double>(width));
  const at::Tensor values = at::empty(tensor.sizes());
  auto* cells = values.mutable_data_ptr<float>();
  for (int64_t i = 0; i < values.numel(); ++i) {
    cells[i] = static_cast<float>(rng.Uniform(-bound, bound));
  }
  const c10::NoGradGuard no_graph;
  tensor.copy_(values);
}

void CheckValidation(const TaskLabels& records) {
  const auto classes = static_cast<size_t>(ClassCount(records));
  for (size_t c = 0; c < classes; ++c) {
    size_t positives = 0;
    for (size_t i = c; i < records.positive.size(); i += classes) positives += records.positive[i];
    if (positives > 0 && positives < records.rows.size()) return;
  }
  throw Error(ErrorCode::kInvalidInput, "no class has positive and negative validation records",
              "fine-tuning");
}

// The classes as the queries of a vocabulary; the network does not look at their embeddings.
QuerySet ClassQueries(int64_t classes) {
  QuerySet set;
  set.text_width = 1;
  set.queries.resize(static_cast<size_t>(classes));
  set.embeddings.resize(set.queries.size());
  return set;
}

// One row per record of the pack; without labels where the task does not use it.
LabelMatrix LabelsByRow(const FineTuneData& data) {
  const auto classes = static_cast<size_t>(ClassCount(data.train));
  std::vector<const uint8_t*> cells(data.pack.size(), nullptr);
  for (const TaskLabels* part : {&data.train, &data.validation, &data.test}) {
    for (size_t i = 0; i < part->rows.size(); ++i) {
      cells[part->rows[i]] = &part->positive[i * classes];
    }
  }
  LabelMatrix labels(classes, data.pack.id());
  for (const uint8_t* row : cells) {
    std::vector<RecordLabel> present;
    for (uint32_t c = 0; row != nullptr && c < classes; ++c) {
      if (row[c] != 0) present.push_back({c, false});
    }
    labels.AddRow(present);
  }
  return labels;
}

RunConfig RunConfigOf(const Bundle& bundle, const FineTuneOptions& options,
                      int64_t steps_per_epoch) {
  const FineTuneConfig& config = options.config;
  RunConfig run;
  run.model = bundle.model;
  TrainConfig& train = run.train;
  static_cast<LearningConfig&>(train) = config;
  train.freeze_encoder = config.encoder_rate == 0.0;
  train.learning_rate = train.freeze_encoder ? config.head_rate : config.encoder_rate;
  train.minimum_learning_rate = 0.0;
  train.warmup_steps = config.warmup_epochs * steps_per_epoch;
  train.restart_steps = 0;
  train.patience = 0;
  train.keep_last = 1;
  train.log_every_steps = steps_per_epoch;
  train.seed = static_cast<int64_t>(options.seed);
  train.shuffle_window = kRowsHeld;
  return run;
}

// What a seed is trained and tested on, in the forms that the loop takes.
class FineTuneSources {
 public:
  FineTuneSources(const FineTuneData& data, const FineTuneOptions& options)
      : classes_(ClassQueries(ClassCount(data.train))),
        labels_(LabelsByRow(data)),
        learning_{data.train.rows, data.validation.rows, {}, "", ""},
        testing_{data.train.rows, data.test.rows, {}, "", ""},
        config_(RunConfigOf(data.bundle, options, Order(data, options)->batches_per_epoch())),
        train_(config_, {data.pack, learning_, classes_, labels_}, Order(data, options)),
        test_(config_, {data.pack, testing_, classes_, labels_}, Order(data, options)) {}
  FineTuneSources(const FineTuneSources&) = delete;
  FineTuneSources& operator=(const FineTuneSources&) = delete;

  const RunConfig& config() const { return config_; }
  PackSource& train() { return train_; }
  std::unique_ptr<BatchStream> Test(at::Device device) {
    return OnDevice(test_.Validation(), device, config_.model.preprocess);
  }

 private:
  static std::unique_ptr<ProbeOrder> Order(const FineTuneData& data,
                                           const FineTuneOptions& options) {
    return std::make_unique<ProbeOrder>(data.train.rows, options.config.batch_size, options.seed);
  }

  QuerySet classes_;
  LabelMatrix labels_;
  Split learning_, testing_;
  RunConfig config_;
  PackSource train_, test_;
};

// Logits [records, classes] as in use: no dropout, batch norm by its statistics.
std::vector<float> Score(const EcgNetwork& network, BatchStream& batches) {
  const c10::NoGradGuard no_graph;
  std::vector<at::Tensor> parts;
  while (const auto batch = batches.Next()) {
    ThrowIfInterrupted();
    parts.push_back(network.Forward(batch->samples, batch->lead_log_std, batch->queries, Mode{}));
  }
  const at::Tensor all = at::cat(parts).cpu().contiguous();
  const std::span<const float> values(all.const_data_ptr<float>(),
                                      static_cast<size_t>(all.numel()));
  if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
    throw Error(ErrorCode::kCheckFailed, "scores of test records are not finite", "fine-tuning",
                "smaller step sizes");
  }
  return {values.begin(), values.end()};
}

// Losses and AUCs of the epochs, from the rows that the run has written at their ends.
void ReadCurves(const fs::path& metrics, int64_t steps_per_epoch, FineTuned& tuned) {
  const std::string text = ReadFile(metrics);
  size_t start = 0;
  for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    const Json row = ParseJson(text.substr(start, end - start), metrics.string());
    start = end + 1;
    const auto step = static_cast<int64_t>(JsonCount(row, "step", metrics.string()));
    const auto epoch = static_cast<size_t>(step / steps_per_epoch - 1);
    if (epoch >= tuned.losses.size()) continue;
    const auto take = [&](const char* key, double& value) {
      if (row.contains(key)) value = JsonNumber(row, key, metrics.string());
    };
    take("loss", tuned.losses[epoch]);
    take("validation_auc", tuned.validation_aucs[epoch]);
  }
}

FineTuned Train(const FineTuneData& data, const FineTuneOptions& options, const RunOutput& output) {
  FineTuneSources sources(data, options);
  SingleProcess alone;
  Trainer trainer(sources.config(), sources.train(), output,
                  FineTuneLearner(data.bundle, ClassCount(data.train), options), alone);
  if (trainer.Resume()) {
    output.log.Line("resumed at step " + std::to_string(trainer.state().step) + " of " +
                    std::to_string(trainer.total_steps()));
  }
  trainer.Run();
  trainer.LoadBest();
  const auto epochs = static_cast<size_t>(options.config.epochs);
  FineTuned tuned;
  tuned.losses.assign(epochs, std::numeric_limits<double>::quiet_NaN());
  tuned.validation_aucs = tuned.losses;
  tuned.epoch = trainer.BestStep() / trainer.steps_per_epoch();
  ReadCurves(output.folder.path() / "metrics.jsonl", trainer.steps_per_epoch(), tuned);
  tuned.test_logits = Score(trainer.model(), *sources.Test(options.device));
  const fs::path run_json = output.folder.path() / "run.json";
  OrderedJson run = ReadJsonFile(run_json);
  run["result"] = DescribeResult(trainer);
  WriteJsonFile(run_json, run);
  return tuned;
}

}  // namespace

Learner FineTuneLearner(const Bundle& bundle, int64_t classes, const FineTuneOptions& options) {
  const FineTuneConfig& config = options.config;
  auto network = std::make_unique<LinearClassifier>(bundle.model, classes,
                                                    TensorPlace{.device = options.device});
  network->LoadEncoder(SafetensorsFile(bundle.folder / "model.safetensors"));
  const Rng rng = ProbeRng(options.seed);
  std::map<std::string, at::Tensor> trained = network->weights().parameters();
  FillUniform(trained.at("classes.weight"), bundle.model.width, rng.Fork("weight"));
  FillUniform(trained.at("classes.bias"), bundle.model.width, rng.Fork("bias"));
  AdamWOptions adamw{.weight_decay = config.weight_decay};
  if (config.encoder_rate == 0.0) {
    std::erase_if(trained,
                  [](const auto& entry) { return !entry.first.starts_with(kClassesPrefix); });
  } else {
    adamw.other_prefix = kClassesPrefix;
    adamw.other_factor = config.head_rate / config.encoder_rate;
  }
  AdamW optimizer(trained, adamw);
  return {std::move(network), std::move(optimizer), options.device};
}

FineTuned FineTune(const FineTuneData& data, const FineTuneOptions& options,
                   const RunOutput& output) {
  SUPREME_CHECK(!data.train.rows.empty() && !data.validation.rows.empty() &&
                !data.test.rows.empty());
  CheckValidation(data.validation);
  const fs::path folder = output.folder.path();
  const fs::path result = folder / kFineTuneResult;
  StartOrCheckFineTuning(folder / "run.json", DescribeFineTuning(data, options));
  const FineTunedShape shape{options.config.epochs, static_cast<int64_t>(data.test.rows.size()),
                             ClassCount(data.test)};
  if (fs::exists(result)) {
    output.log.Line("seed " + std::to_string(options.seed) + " is finished: nothing to do");
    return ReadFineTuned(result, shape);
  }
  output.log.Line("seed " + std::to_string(options.seed) + ": " +
                  std::to_string(data.train.rows.size()) + " training, " +
                  std::to_string(data.validation.rows.size()) + " validation and " +
                  std::to_string(data.test.rows.size()) + " test records");
  const FineTuned tuned = Train(data, options, output);
  WriteFineTuned(result, tuned, shape);
  const auto best = static_cast<size_t>(tuned.epoch - 1);
  output.log.Line("seed " + std::to_string(options.seed) + ": epoch " +
                  std::to_string(tuned.epoch) + " is the best, loss " +
                  FormatFixed(tuned.losses[best], 4) + "  validation AUC " +
                  FormatFixed(tuned.validation_aucs[best], 4));
  return tuned;
}

}  // namespace supreme
