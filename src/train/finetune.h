// Fine-tuning: a bundle's ECG encoder trained together with one linear layer on its mean token, the
// feature that linear probes use, by the loop that pre-trains (train/trainer.h).
#pragma once

#include <string>
#include <vector>

#include "data/pack.h"
#include "data/task_labels.h"
#include "predict/bundle.h"
#include "train/finetune_config.h"
#include "train/finetune_result.h"
#include "train/trainer.h"

namespace supreme {

// All must outlive the call. Rows are those of the pack; their windows are read batch by batch.
struct FineTuneData {
  const Bundle& bundle;
  const Pack& pack;
  const TaskLabels& train;
  const TaskLabels& validation;
  const TaskLabels& test;
};

struct FineTuneOptions {
  FineTuneConfig config;
  at::Device device = at::kCPU;           // what config.device names (train/device.h)
  uint64_t seed = 1;                      // of the layer's first weights, the order and dropout
  std::vector<std::string> command = {};  // for run.json
};

// Trains one seed in the run folder of its own, `output.folder`, or goes on there after the newest
// checkpoint; there is one after each epoch, and the newest and that of the best epoch stay. When
// all is done, the folder has kFineTuneResult: another call reads that and trains nothing.
//
// Binary cross-entropy with AdamW; layer and encoder have peak rates of their own, which rise
// linearly over the warm-up epochs and fall to 0 in half a cosine, per step. Batch norm and dropout
// of the encoder run as in pre-training; with an encoder rate of 0 the encoder runs as in use, and
// layer, first weights, order and steps are those of `supreme probe`. The epoch is chosen on the
// validation records; the test records are scored once, with its weights. On a CPU the same seed
// and number of threads give the same bits, also when the run was killed in between.
//
// Errors: kInvalidInput when no class has positive and negative validation records; kUsage naming
// the setting or data that the folder was started with and that is another now; kCancelled after
// Ctrl-C, with the step saved; kCheckFailed when the loss stays not finite; those of the bundle's
// weights and of Trainer.
FineTuned FineTune(const FineTuneData& data, const FineTuneOptions& options,
                   const RunOutput& output);

// The network and its optimiser at the first step.
Learner FineTuneLearner(const Bundle& bundle, int64_t classes, const FineTuneOptions& options);

}  // namespace supreme
