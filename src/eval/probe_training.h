// One linear probe: a head trained on frozen features with one seed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "eval/probe_head.h"
#include "eval/probe_recipe.h"

namespace supreme {

struct ProbeParts {
  LabelledFeatures train, validation, test;  // validation may be empty
};

struct ProbeRun {
  uint64_t seed = 0;
  size_t train_count = 0;
  int64_t epoch = 0;                     // the one reported, from 1
  double loss = 0.0;                     // mean over the batches of that epoch
  std::optional<double> validation_auc;  // macro, after that epoch
  std::optional<double> auc;             // macro, of the test records
  std::vector<float> test_logits;        // [test records, classes]
};

// `indices` of training records are shuffled anew for each epoch; seed decides the first weights
// and the order. The test records are scored once, after the epoch is settled, unless the recipe
// chooses by them. `on_epoch` is called after each.
// Errors: kUsage when the recipe needs validation records with both kinds of labels and there are
// none; kCheckFailed when the loss is not finite; kCancelled.
ProbeRun TrainProbe(const ProbeParts& parts, std::span<const uint32_t> indices,
                    const ProbeRecipe& recipe, uint64_t seed,
                    const std::function<void()>& on_epoch);

// AUROC of a class from logits [records, classes]; nothing when all its labels are the same.
std::optional<double> ClassAuc(std::span<const float> logits, const LabelledFeatures& data,
                               size_t class_index);
// Mean over the classes that have one; nothing when none has.
std::optional<double> MacroAuc(std::span<const float> logits, const LabelledFeatures& data);

}  // namespace supreme
