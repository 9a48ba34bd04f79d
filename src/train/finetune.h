// Fine-tuning: a bundle's ECG encoder trained together with one linear layer on its mean token, the
// feature that linear probes use. Text, fusion network and queries take no part.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "data/pack.h"
#include "data/task_labels.h"
#include "predict/bundle.h"
#include "train/finetune_config.h"

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
  at::Device device = at::kCPU;  // what config.device names (train/device.h)
  uint64_t seed = 1;             // of the layer's first weights, the order and dropout
};

struct FineTuned {
  std::vector<double> losses;           // per epoch, mean over its batches
  std::vector<double> validation_aucs;  // macro, after each epoch
  int64_t epoch = 0;                    // the first of the best, from 1
  std::vector<float> test_logits;       // after that epoch, [test records, classes]
};

// Called after each batch, of training or not, with its number of records and where the work is.
using FineTuneProgress = std::function<void(size_t records, const std::string& note)>;

// Binary cross-entropy with AdamW; layer and encoder have peak rates of their own, which rise
// linearly over the warm-up epochs and fall to 0 in half a cosine, per step. Batch norm and dropout
// of the encoder run as in pre-training; with an encoder rate of 0 the encoder runs as in use, and
// layer, first weights, order and steps are those of `supreme probe`. The epoch is chosen on the
// validation records; the test records are scored once, with its weights. On a CPU the same seed
// and number of threads give the same bits.
// Errors: kInvalidInput when no class has positive and negative validation records; kCheckFailed
// when the loss is not finite; kCancelled between batches; those of the bundle's weights.
FineTuned FineTune(const FineTuneData& data, const FineTuneOptions& options,
                   const FineTuneProgress& on_batch);

}  // namespace supreme
