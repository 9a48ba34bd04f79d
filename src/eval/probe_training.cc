#include "eval/probe_training.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"
#include "core/interrupt.h"
#include "stats/auroc.h"

namespace supreme {
namespace {

// Mean loss over the batches of one pass.
double TrainEpoch(const ProbeParts& parts, std::span<const uint32_t> order,
                  const ProbeRecipe& recipe, int64_t epoch, ProbeHead& head) {
  const size_t batches = (order.size() + recipe.batch_size - 1) / recipe.batch_size;
  const auto steps_per_epoch = static_cast<int64_t>(batches);
  double loss = 0.0;
  for (size_t i = 0; i < batches; ++i) {
    const size_t begin = i * recipe.batch_size;
    const auto batch = order.subspan(begin, std::min(recipe.batch_size, order.size() - begin));
    const int64_t step = epoch * steps_per_epoch + static_cast<int64_t>(i);
    loss += head.Step(parts.train, batch, ProbeLearningRate(recipe, step, steps_per_epoch));
  }
  return loss / static_cast<double>(batches);
}

void CheckRecipe(const ProbeParts& parts, const ProbeRecipe& recipe) {
  if (recipe.reported != ReportedEpoch::kBestValidation) return;
  const std::vector<float> zeros(parts.validation.positive.size());
  if (MacroAuc(zeros, parts.validation)) return;
  throw Error(ErrorCode::kUsage,
              "no class has positive and negative validation records to choose the epoch by",
              "--protocol " + recipe.name, "a split with validation records, or --protocol paper");
}

}  // namespace

std::optional<double> ClassAuc(std::span<const float> logits, const LabelledFeatures& data,
                               size_t class_index) {
  std::vector<double> column(data.size());
  std::vector<uint8_t> positive(data.size());
  for (size_t i = 0; i < column.size(); ++i) {
    column[i] = static_cast<double>(logits[i * data.class_count + class_index]);
    positive[i] = data.positive[i * data.class_count + class_index];
  }
  return Auroc(column, positive);
}

std::optional<double> MacroAuc(std::span<const float> logits, const LabelledFeatures& data) {
  double sum = 0.0;
  size_t defined = 0;
  for (size_t c = 0; c < data.class_count; ++c) {
    const std::optional<double> auc = ClassAuc(logits, data, c);
    if (!auc) continue;
    sum += *auc;
    ++defined;
  }
  if (defined == 0) return std::nullopt;
  return sum / static_cast<double>(defined);
}

ProbeRun TrainProbe(const ProbeParts& parts, std::span<const uint32_t> indices,
                    const ProbeRecipe& recipe, uint64_t seed,
                    const std::function<void()>& on_epoch) {
  SUPREME_CHECK(!indices.empty());
  CheckRecipe(parts, recipe);
  const Rng rng = Rng(seed).Fork("linear probe");
  ProbeHead head(parts.train.width, parts.train.class_count, recipe.optimizer, rng);
  std::vector<uint32_t> order(indices.begin(), indices.end());
  ProbeRun run;
  run.seed = seed;
  run.train_count = indices.size();
  std::optional<ProbeHead> kept;
  double best = -1.0;
  for (int64_t epoch = 0; epoch < recipe.epochs; ++epoch) {
    ThrowIfInterrupted();
    Rng shuffle = rng.Fork("order").Fork(static_cast<uint64_t>(epoch));
    shuffle.Shuffle(std::span(order));
    const double loss = TrainEpoch(parts, order, recipe, epoch, head);
    if (!std::isfinite(loss)) {
      throw Error(ErrorCode::kCheckFailed,
                  "the loss of epoch " + std::to_string(epoch + 1) + " is not finite",
                  "linear probe, seed " + std::to_string(seed), "look at the features' size");
    }
    const auto validation_auc = MacroAuc(head.Logits(parts.validation), parts.validation);
    double merit = static_cast<double>(epoch);
    if (recipe.reported == ReportedEpoch::kBestValidation) merit = *validation_auc;
    if (recipe.reported == ReportedEpoch::kBestTest) {
      merit = MacroAuc(head.Logits(parts.test), parts.test).value_or(0.0);
    }
    if (merit > best) {
      best = merit;
      run.epoch = epoch + 1;
      run.loss = loss;
      run.validation_auc = validation_auc;
      kept = head;
    }
    if (on_epoch) on_epoch();
  }
  run.test_logits = kept->Logits(parts.test);
  run.auc = MacroAuc(run.test_logits, parts.test);
  return run;
}

}  // namespace supreme
