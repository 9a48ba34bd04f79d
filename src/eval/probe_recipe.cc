#include "eval/probe_recipe.h"

#include <cmath>
#include <numbers>

#include "core/error.h"

namespace supreme {
namespace {

constexpr int64_t kMerlCalls = 40;
constexpr double kMerlFactor = 0.1;

}  // namespace

std::vector<std::string> ProbeRecipeNames() { return {"clean", "paper", "merl"}; }

ProbeRecipe FindProbeRecipe(std::string_view name) {
  ProbeRecipe recipe;
  recipe.name = name;
  if (name == "paper" || name == "clean") {
    recipe.optimizer = {.weight_decay = 1e-8, .decoupled = true};
    recipe.warmup_epochs = 5;
    if (name == "clean") recipe.reported = ReportedEpoch::kBestValidation;
    return recipe;
  }
  if (name == "merl") {
    recipe.optimizer = {.weight_decay = 1e-4, .decoupled = false};
    recipe.curve = RateCurve::kDropAfter40Calls;
    recipe.reported = ReportedEpoch::kBestTest;
    return recipe;
  }
  throw Error(ErrorCode::kUsage, "\"" + std::string(name) + "\" is no protocol", "--protocol",
              "clean, paper or merl");
}

double ProbeLearningRate(const ProbeRecipe& recipe, int64_t step, int64_t steps_per_epoch) {
  SUPREME_CHECK(steps_per_epoch > 0);
  if (recipe.curve == RateCurve::kDropAfter40Calls) {
    const int64_t calls = step + step / steps_per_epoch;
    return recipe.learning_rate * (calls < kMerlCalls ? 1.0 : kMerlFactor);
  }
  const int64_t warmup = recipe.warmup_epochs * steps_per_epoch;
  if (step < warmup) {
    return recipe.learning_rate * static_cast<double>(step + 1) / static_cast<double>(warmup);
  }
  const int64_t rest = recipe.epochs * steps_per_epoch - warmup;
  const double done = static_cast<double>(step - warmup) / static_cast<double>(rest);
  return recipe.learning_rate * 0.5 * (1.0 + std::cos(std::numbers::pi * done));
}

std::string ReportedEpochText(ReportedEpoch reported) {
  switch (reported) {
    case ReportedEpoch::kLast:
      return "last epoch";
    case ReportedEpoch::kBestValidation:
      return "epoch with the best validation AUC";
    case ReportedEpoch::kBestTest:
      return "epoch with the best test AUC (flatters)";
  }
  return "";
}

}  // namespace supreme
