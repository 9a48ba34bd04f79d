// How an encoder is fine-tuned, in numbers. The table below is the only place that names the
// fields.
#pragma once

#include <cstdint>
#include <string>

namespace supreme {

struct FineTuneConfig {
  double head_rate = 1e-3;
  double encoder_rate = 1e-4;
  double weight_decay = 0.01;
  int64_t warmup_epochs = 2;
  int64_t epochs = 20;
  int64_t batch_size = 32;
  std::string precision = "fp32";
  std::string device = "cpu";
  int64_t threads = 0;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("head_rate", self.head_rate, {1e-9, 1.0}, "peak step size of the linear layer");
    visit("encoder_rate", self.encoder_rate, {0.0, 1.0},
          "peak step size of the encoder; 0 = it stays as it is, batch statistics too");
    visit("weight_decay", self.weight_decay, {0.0, 1.0}, "decoupled decay of AdamW");
    visit("warmup_epochs", self.warmup_epochs, {0, 1e6}, "epochs of linear rise before the cosine");
    visit("epochs", self.epochs, {1, 1e6}, "passes over the training records");
    visit("batch_size", self.batch_size, {1, 4096}, "records per step");
    visit("precision", self.precision, {"fp32", "bf16"}, "arithmetic of the encoder");
    visit("device", self.device, {}, "cpu, cuda or cuda:N");
    visit("threads", self.threads, {0, 4096}, "CPU threads; 0 = all cores");
  }
};

}  // namespace supreme
