// How a probe is trained, and which of its epochs is reported.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/probe_head.h"

namespace supreme {

enum class ReportedEpoch {
  kLast,            // fixed before training: nothing is chosen
  kBestValidation,  // the test records are looked at once, after the choice
  kBestTest,        // chosen on the test records themselves: flatters
};

enum class RateCurve {
  // Up to the peak in equal parts over the warm-up epochs, then half a cosine down to 0; per step.
  kWarmUpCosine,
  // A tenth of the peak from the 40th call of the scheduler on, which is called after each batch
  // and each epoch.
  kDropAfter40Calls,
};

struct ProbeRecipe {
  std::string name;
  HeadOptimizer optimizer = {};
  double learning_rate = 1e-3;
  std::optional<double> encoder_learning_rate;  // set: fine-tuning, the encoder is trained too
  RateCurve curve = RateCurve::kWarmUpCosine;
  int64_t warmup_epochs = 0;
  int64_t epochs = 100;
  size_t batch_size = 16;
  ReportedEpoch reported = ReportedEpoch::kLast;
};

// "paper": SuPreME Table 8 (AdamW 1e-3, decay 1e-8, cosine, 5 warm-up epochs, batch 16, 100 epochs;
// the paper does not say which epoch it reports: the last). "merl": the published script of MERL
// (ICML 2024; Adam 1e-3, decay 1e-4 in the gradient, its rate curve, the best epoch on test).
// "clean": as paper, with the epoch chosen on the validation records. kUsage for other names.
ProbeRecipe FindProbeRecipe(std::string_view name);
std::vector<std::string> ProbeRecipeNames();

// `step` counts batches from 0.
double ProbeLearningRate(const ProbeRecipe& recipe, int64_t step, int64_t steps_per_epoch);

// "last epoch", "epoch with the best validation AUC", "epoch with the best test AUC (flatters)"
std::string ReportedEpochText(ReportedEpoch reported);

}  // namespace supreme
