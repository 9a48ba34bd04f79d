// How an encoder is fine-tuned, in numbers: what is not in train/learning_config.h.
#pragma once

#include "train/learning_config.h"

namespace supreme {

struct FineTuneConfig : LearningConfig {
  FineTuneConfig() : LearningConfig{.epochs = 20, .batch_size = 32, .weight_decay = 0.01} {}

  double head_rate = 1e-3;
  double encoder_rate = 1e-4;
  int64_t warmup_epochs = 2;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    VisitLearning(self, visit);
    visit("head_rate", self.head_rate, {1e-9, 1.0}, "peak step size of the linear layer");
    visit("encoder_rate", self.encoder_rate, {0.0, 1.0},
          "peak step size of the encoder; 0 = it stays as it is, batch statistics too");
    visit("warmup_epochs", self.warmup_epochs, {0, 1e6}, "epochs of linear rise before the cosine");
  }
};

}  // namespace supreme
