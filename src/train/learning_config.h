// What every training of an ECG encoder is asked: fields that pre-training and fine-tuning share,
// each with its own defaults.
#pragma once

#include <cstdint>
#include <string>

namespace supreme {

struct LearningConfig {
  int64_t epochs;
  int64_t batch_size;
  double weight_decay;
  std::string device = "cpu";
  std::string precision = "fp32";
  int64_t threads = 0;

  template <class Self, class Visitor>
  static void VisitLearning(Self& self, Visitor& visit) {
    visit("epochs", self.epochs, {1, 100000},
          "passes over the training records (pre-training: paper §3.1)");
    visit("batch_size", self.batch_size, {1, 65536}, "records per step (pre-training: paper §3.1)");
    visit("weight_decay", self.weight_decay, {0.0, 1.0},
          "decoupled decay of AdamW (pre-training: paper §3.1)");
    visit("device", self.device, {}, "cpu, cuda or cuda:N");
    visit("precision", self.precision, {"fp32", "bf16"}, "arithmetic of the forward pass");
    visit("threads", self.threads, {0, 1024}, "CPU threads; 0 = all cores");
  }
};

}  // namespace supreme
