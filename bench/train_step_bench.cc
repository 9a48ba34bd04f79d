// The whole training step: batch from a pack, forward, backward, AdamW.
//   train_step_bench --data DIR [--preset tiny] [--batch 64] [--precision bf16] [--replicas 1]
//                    [--threads 0] [--device cpu] [--micro-batch 0] [--sample 0] [--seconds 10]
//                    [--case FILE]
//   train_step_bench --peak bf16 [--threads 0] [--device cpu]
// DIR is what bench/make_train_data.py writes. --sample N asks N of the queries a batch
// (train.queries_per_batch). --case writes weights and one batch for bench/train_step.py, so that
// both compute the same loss. --peak measures large matrix products instead. Prints one line of
// JSON. --seconds 0 is one step, for its memory.
#include <ATen/ATen.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>

#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "nn/supreme_model.h"
#include "train/device.h"
#include "train/device_batches.h"
#include "train/device_step.h"
#include "train/optimizer.h"
#include "train/pack_source.h"
#include "train/replicas.h"

namespace supreme {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kLearningRate = 1e-4;

class Call {
 public:
  Call(int argc, char** argv) {
    if (argc < 3 || argc % 2 == 0) {
      throw Error(ErrorCode::kUsage, "needs pairs of option and value", "command line",
                  "train_step_bench --data DIR --preset nano");
    }
    for (int i = 1; i < argc; i += 2) values_[argv[i]] = argv[i + 1];
  }
  bool Has(const std::string& name) const { return values_.contains(name); }
  std::string Text(const std::string& name, const std::string& missing) const {
    const auto found = values_.find(name);
    return found == values_.end() ? missing : found->second;
  }
  int64_t Number(const std::string& name, int64_t missing) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return missing;
    const auto value = ParseInt(found->second);
    if (!value || *value < 0) throw Error(ErrorCode::kUsage, "is no count", name);
    return *value;
  }

 private:
  std::map<std::string, std::string> values_;
};

struct Usage {
  double wall_sec = 0.0, cpu_sec = 0.0, peak_rss_mb = 0.0;
};

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

Usage UsageNow() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return {std::chrono::duration<double>(Clock::now().time_since_epoch()).count(),
          Seconds(usage.ru_utime) + Seconds(usage.ru_stime),
          static_cast<double>(usage.ru_maxrss) / 1024};
}

// Adds the time until its end to one stage; on a GPU it waits for what was started.
class Stage {
 public:
  Stage(double& sum_sec, at::Device device)
      : sum_sec_(sum_sec), device_(device), start_(Clock::now()) {}
  ~Stage() {
    WaitForDevice(device_);
    sum_sec_ += std::chrono::duration<double>(Clock::now() - start_).count();
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

 private:
  double& sum_sec_;
  at::Device device_;
  Clock::time_point start_;
};

RunConfig ConfigOf(const Call& call, const QuerySet& queries) {
  RunConfig config;
  config.model = ModelPreset(call.Text("--preset", "tiny"));
  config.model.text_width = queries.text_width;
  config.train.batch_size = call.Number("--batch", 64);
  config.train.queries_per_batch = call.Number("--sample", 0);
  config.train.precision = call.Text("--precision", "bf16");
  config.train.replicas = call.Number("--replicas", 1);
  config.train.micro_batch = call.Number("--micro-batch", 0);
  config.train.threads = call.Number("--threads", 0);
  config.train.device = call.Text("--device", "cpu");
  return config;
}

class TrainStep {
 public:
  TrainStep(const Call& call, at::Device device)
      : device_(device),
        pack_(call.Text("--data", "") + "/pack"),
        queries_(ReadQuerySet(call.Text("--data", "") + "/vocab")),
        labels_(ReadLabels(call.Text("--data", "") + "/vocab")),
        split_(SplitByFolds(pack_, "1-8", "", "")),
        config_(ConfigOf(call, queries_)),
        source_(config_, {pack_, split_, queries_, labels_}),
        model_(config_.model, {.device = device}),
        optimizer_(model_.weights().parameters(), {}),
        replicas_(model_, {.count = config_.train.replicas,
                           .threads = config_.train.threads,
                           .precision = config_.train.precision,
                           .micro_batch = config_.train.micro_batch,
                           .device = device,
                           .rng = Rng(2)}) {
    model_.weights().Initialise(Rng(1));
    if (!device.is_cpu()) {
      device_step_.emplace(DeviceStep::Parts{model_, replicas_, optimizer_, nullptr, device});
    }
  }

  // The loss of the first batch without dropout, and what it was computed from.
  double WriteCase(const std::string& path) {
    const auto batch = source_.Train(0, 1)->Next();
    ModelConfig plain = config_.model;
    plain.dropout = 0.0;
    plain.stochastic_depth = 0.0;
    SupremeModel model(plain);
    model.weights().Initialise(Rng(1));
    std::map<std::string, at::Tensor> tensors{{"samples", batch->samples},
                                              {"lead_log_std", batch->lead_log_std},
                                              {"labels", batch->labels},
                                              {"queries", batch->queries}};
    for (const auto* weights : {&model.weights().parameters(), &model.weights().buffers()}) {
      for (const auto& [name, tensor] : *weights) tensors["weights." + name] = tensor;
    }
    const double loss = Replicas(model, {}).ComputeGradients(*batch, {});
    SaveTensors(path, tensors, {{"config", DumpJson(ConfigTable::Of(plain).ToJson())}});
    return loss;
  }

  OrderedJson Run(double seconds) {
    constexpr int64_t kEnough = 1000000;
    const auto batches = OnDevice(source_.Train(0, kEnough), device_, config_.model.preprocess);
    const bool is_timed = seconds > 0.0;
    for (int i = 0; is_timed && i < 3; ++i) Step(*batches);
    WaitForDevice(device_);
    stages_ = {};
    const Usage start = UsageNow();
    int64_t steps = 0;
    while (steps < (is_timed ? 2 : 1) || UsageNow().wall_sec - start.wall_sec < seconds) {
      device_step_ ? StepOnDevice(*batches) : Step(*batches);
      ++steps;
    }
    WaitForDevice(device_);
    const Usage end = UsageNow();
    // Waiting after each stage of a GPU's step would cost time, so that is done in steps of its
    // own.
    for (int64_t i = 0; device_step_ && i < steps; ++i) Step(*batches);
    return Describe(start, end, steps);
  }

 private:
  struct Stages {
    double batch_sec = 0.0, gradients_sec = 0.0, optimizer_sec = 0.0;
    double Sum() const { return batch_sec + gradients_sec + optimizer_sec; }
  };

  // As train/trainer.cc does it.
  void StepOnDevice(BatchStream& batches) {
    device_step_->Start(*batches.Next(), {}, {.learning_rate = kLearningRate});
    if (device_step_->pending() > 1) device_step_->Take();
  }

  void Step(BatchStream& batches) {
    std::optional<Batch> batch;
    {
      const Stage stage(stages_.batch_sec, device_);
      batch = batches.Next();
    }
    {
      const Stage stage(stages_.gradients_sec, device_);
      replicas_.ComputeGradients(*batch, {});
    }
    const Stage stage(stages_.optimizer_sec, device_);
    optimizer_.GradientNorm();
    optimizer_.Step(kLearningRate);
    optimizer_.ClearGradients();
  }

  OrderedJson Describe(const Usage& start, const Usage& end, int64_t steps) const {
    const auto records = static_cast<double>(steps * source_.batch_size());
    const double wall = end.wall_sec - start.wall_sec;
    const double cpu = end.cpu_sec - start.cpu_sec;
    return {{"steps", steps},
            {"records_per_sec", records / wall},
            {"records_per_cpu_sec", records / cpu},
            {"stages",
             {{"wait for batch", stages_.batch_sec / stages_.Sum()},
              {"forward and backward", stages_.gradients_sec / stages_.Sum()},
              {"AdamW", stages_.optimizer_sec / stages_.Sum()}}},
            {"peak_rss_mb", end.peak_rss_mb}};
  }

  at::Device device_;
  Pack pack_;
  QuerySet queries_;
  LabelMatrix labels_;
  Split split_;
  RunConfig config_;
  PackSource source_;
  SupremeModel model_;
  AdamW optimizer_;
  Replicas replicas_;
  std::optional<DeviceStep> device_step_;
  Stages stages_;
};

// Rate of large matrix products, the limit of a network made of them.
OrderedJson MatmulPeak(const std::string& precision, at::Device device) {
  const int64_t size = device.is_cpu() ? 2048 : 8192;
  const auto type = precision == "bf16" ? at::kBFloat16 : at::kFloat;
  const auto options = at::TensorOptions(type).device(device);
  const at::Tensor a = at::randn({size, size}, options), b = at::randn({size, size}, options);
  double best = 0.0;
  const auto begin = Clock::now();
  while (Clock::now() - begin < std::chrono::seconds(3)) {
    const Usage start = UsageNow();
    for (int i = 0; i < (device.is_cpu() ? 2 : 50); ++i) at::mm(a, b);
    WaitForDevice(device);
    const double products = device.is_cpu() ? 2 : 50;
    const double flops = products * 2.0 * std::pow(static_cast<double>(size), 3);
    best = std::max(best, flops / (UsageNow().wall_sec - start.wall_sec));
  }
  return {{"gflop_per_sec", best * 1e-9}};
}

OrderedJson Measure(const Call& call) {
  KeepFreedMemory();
  const at::Device device = OpenDevice(call.Text("--device", "cpu"));
  SetThreads(call.Number("--threads", 0), call.Number("--replicas", 1));
  if (call.Has("--peak")) return MatmulPeak(call.Text("--peak", ""), device);
  TrainStep step(call, device);
  if (call.Has("--case")) return {{"loss", step.WriteCase(call.Text("--case", ""))}};
  return step.Run(static_cast<double>(call.Number("--seconds", 10)));
}

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  try {
    const supreme::Call call(argc, argv);
    std::puts(supreme::DumpJson(supreme::Measure(call)).c_str());
    return 0;
  } catch (const supreme::Error& error) {
    std::fprintf(stderr, "train_step_bench: %s\n", error.what());
    return supreme::ExitCode(error.code());
  }
}
