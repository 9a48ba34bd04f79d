// A task judged by both kinds of labels side by side: exact, and as published with their errors
// (data/task_labels.h). Each record is scored once.
//
// JSON: the result under exact labels (eval/zero_shot_output.h), where "macro_merl" stands beside
// "macro", each class has {"merl": {"n_pos", "n_neg", "auc", "low", "high"}}, and "merl" holds
//   {"n_records": 24, "n_labels_differ": 1234, "n_classes_differ": 7}
#pragma once

#include <string>

#include "core/json.h"
#include "eval/zero_shot.h"

namespace supreme {

struct LabelModes {
  ZeroShotResult exact;
  ZeroShotResult merl;
};

// The label mode of the input is not looked at; its task must have acronyms. Errors: those of
// EvaluateZeroShot.
LabelModes EvaluateLabelModes(Predictor& predictor, ZeroShotInput input,
                              const ZeroShotOptions& options);

OrderedJson LabelModesJson(const LabelModes& modes);
// One row per class: code,prompt and the counts and figures in both modes.
std::string LabelModesCsv(const LabelModes& modes);
// For people: classes with most differing labels first, then the means.
std::string LabelModesTable(const LabelModes& modes);

}  // namespace supreme
