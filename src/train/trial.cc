#include "train/trial.h"

#include <ATen/ATen.h>
#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "train/device.h"
#include "train/device_batches.h"
#include "train/trainer.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kStepsBetweenChecks = 10;
constexpr double kLimitShare = 0.5;

// A folder that is gone with its owner: a trainer wants one, a trial leaves none.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "supreme-trial-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw SystemError(errno, "cannot make folder", name);
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

at::Device PrepareDevice(const TrainConfig& config) {
  const at::Device device = OpenDevice(config.device);
  SetThreads(config.threads, config.replicas);
  return device;
}

// A trainer on the request's data, at its first step.
struct Trial {
  explicit Trial(const PretrainRequest& request)
      : device(PrepareDevice(request.config.train)),
        preprocess(request.config.model.preprocess),
        source(OpenSource(request)),
        folder(scratch.path()),
        log(scratch.path() / "log.txt"),
        trainer(request.config, *source, {folder, log}, device, single) {}

  std::unique_ptr<BatchStream> Batches(int64_t steps) {
    return OnDevice(source->Train(0, steps), device, preprocess);
  }

  at::Device device;
  PreprocessConfig preprocess;
  ScratchFolder scratch;
  std::unique_ptr<BatchSource> source;
  RunFolder folder;
  RunLog log;
  SingleProcess single;
  Trainer trainer;
};

// The same batch once.
class OneBatch : public BatchStream {
 public:
  explicit OneBatch(Batch batch) : batch_(std::move(batch)) {}
  std::optional<Batch> Next() override { return std::exchange(batch_, std::nullopt); }

 private:
  std::optional<Batch> batch_;
};

// Cross-entropy when each query is answered with its share of present labels.
double ConstantLoss(const at::Tensor& labels) {
  const at::Tensor share = labels.eq(1).to(at::kDouble).mean(0);
  const at::Tensor entropy = -(at::xlogy(share, share) + at::xlogy(1 - share, 1 - share));
  return entropy.mean().item<double>();
}

}  // namespace

std::vector<RatePoint> SweepLearningRates(const PretrainRequest& request, int64_t steps) {
  Trial trial(request);
  const std::unique_ptr<BatchStream> batches = trial.Batches(steps);
  Progress progress("find learning rate", static_cast<uint64_t>(steps), "steps");
  std::vector<RatePoint> points;
  while (static_cast<int64_t>(points.size()) < steps && !Diverged(points)) {
    ThrowIfInterrupted();
    const auto batch = batches->Next();
    SUPREME_CHECK(batch.has_value());
    const double rate = SweepRate({}, static_cast<int64_t>(points.size()), steps);
    points.push_back({rate, trial.trainer.TryStep(*batch, rate)});
    progress.Update(points.size(), "loss " + FormatFixed(points.back().loss, 4));
  }
  if (static_cast<int64_t>(points.size()) == steps) progress.Finish();
  return points;
}

OverfitResult OverfitOneBatch(const PretrainRequest& request, int64_t steps) {
  Trial trial(request);
  const auto batch = trial.Batches(1)->Next();
  SUPREME_CHECK(batch.has_value());
  OverfitResult result;
  result.records = batch->labels.size(0);
  result.queries = batch->labels.size(1);
  result.constant_loss = ConstantLoss(batch->labels);
  result.limit = kLimitShare * result.constant_loss;
  if (result.constant_loss < 1e-6) {
    throw Error(ErrorCode::kInvalidInput, "all records of the first batch have the same labels",
                request.vocabulary.string(), "a larger train.batch_size, or another train.seed");
  }
  const LossOptions plain;
  Progress progress("overfit one batch", static_cast<uint64_t>(steps), "steps");
  for (result.loss = result.constant_loss; result.steps < steps && !result.Passed();) {
    ThrowIfInterrupted();
    const double loss = trial.trainer.TryStep(*batch, request.config.train.learning_rate);
    progress.Update(static_cast<uint64_t>(++result.steps), "loss " + FormatFixed(loss, 4));
    if (result.steps % kStepsBetweenChecks != 0 && result.steps != steps) continue;
    OneBatch once(*batch);
    const ValidationScores scores =
        ScoreRecords({trial.trainer.model(), trial.device, plain}, once);
    result.loss = scores.loss;
    result.auc = MacroAuc(scores, plain.mask_uncertain);
  }
  if (result.steps == steps) progress.Finish();
  return result;
}

}  // namespace supreme
