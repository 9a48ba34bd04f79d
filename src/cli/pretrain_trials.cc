#include "cli/pretrain_trials.h"

#include <cstdio>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "train/trial.h"

namespace supreme {
namespace {

constexpr int64_t kMinSweepSteps = 10;
constexpr double kBelowLowest = 10.0;

// Two digits: more would say that the sweep knows better than it does.
std::string RateText(double rate) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1e", rate);
  return FormatDouble(ParseDouble(text).value_or(rate));
}

std::string OverfitText(const OverfitResult& result) {
  return "loss " + FormatFixed(result.loss, 4) +
         (result.auc ? ", AUC " + FormatFixed(*result.auc, 3) : "") + " after " +
         std::to_string(result.steps) + " steps on one batch of " + std::to_string(result.records) +
         " records and " + std::to_string(result.queries) + " queries; limit " +
         FormatFixed(result.limit, 4) + ", half the " + FormatFixed(result.constant_loss, 4) +
         " of answers that do not look at the ECG";
}

}  // namespace

int PrintRateTrial(const PretrainRequest& request, int64_t steps) {
  if (steps < kMinSweepSteps) {
    throw Error(ErrorCode::kUsage,
                "a sweep needs at least " + std::to_string(kMinSweepSteps) + " steps",
                "--trial-steps");
  }
  const std::vector<RatePoint> points = SweepLearningRates(request, steps);
  MakeFolder(request.output);
  const std::filesystem::path csv = request.output / "learning_rate.csv";
  WriteFileAtomically(csv, RateCsv(points));
  const auto suggestion = SuggestRate(points);
  if (!suggestion) {
    throw Error(ErrorCode::kCheckFailed, "the loss did not fall by 1 % at any learning rate",
                csv.string(), "--overfit-one-batch to see whether this set-up can learn");
  }
  std::printf(
      "suggestion: --set train.learning_rate=%s (the loss falls fastest there; it is lowest at %s, "
      "so stay below %s)\n%s\n",
      RateText(suggestion->steepest).c_str(), RateText(suggestion->lowest).c_str(),
      RateText(suggestion->lowest / kBelowLowest).c_str(), csv.c_str());
  return 0;
}

int PrintOverfitTrial(const PretrainRequest& request, int64_t steps) {
  const OverfitResult result = OverfitOneBatch(request, steps);
  if (!result.Passed()) {
    throw Error(ErrorCode::kCheckFailed, OverfitText(result), "--overfit-one-batch",
                "--find-learning-rate, more --trial-steps, or check labels and settings");
  }
  std::printf("passed: %s\n", OverfitText(result).c_str());
  return 0;
}

}  // namespace supreme
