// How a text encoder is tuned, in numbers. The table below is the only place that names the fields.
#pragma once

#include <cstdint>

namespace supreme {

struct TuneConfig {
  int64_t steps = 600;
  int64_t batch_size = 32;
  int64_t opposites = 2;
  double learning_rate = 2e-4;
  int64_t warmup_steps = 20;
  double weight_decay = 0.01;
  double clip_norm = 1.0;
  double temperature = 0.05;
  double margin_weight = 4.0;
  double synonym_margin = 0.9;
  double opposite_margin = 0.5;
  double general_weight = 3.0;
  int64_t general_texts = 8;
  int64_t first_layer = 2;
  bool train_words = false;
  int64_t max_tokens = 32;
  int64_t checkpoint_every_steps = 40;
  int64_t log_every_steps = 10;
  int64_t seed = 1;
  int64_t threads = 0;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("steps", self.steps, {1, 1e9}, "steps of the run");
    visit("batch_size", self.batch_size, {2, 4096}, "concepts per step, two wordings of each");
    visit("opposites", self.opposites, {0, 16}, "hard negatives per concept and step, at most");
    visit("learning_rate", self.learning_rate, {1e-9, 1.0}, "peak step size");
    visit("warmup_steps", self.warmup_steps, {0, 1e9}, "steps of linear rise before the cosine");
    visit("weight_decay", self.weight_decay, {0.0, 1.0}, "decoupled decay of AdamW");
    visit("clip_norm", self.clip_norm, {0.0, 1e6}, "largest norm of the gradient; 0 = no limit");
    visit("temperature", self.temperature, {1e-3, 10.0}, "divides cosines in the ranking loss");
    visit("margin_weight", self.margin_weight, {0.0, 1e3},
          "weight of the hinges on the cosines themselves, beside the ranking loss");
    visit("synonym_margin", self.synonym_margin, {-1.0, 1.0},
          "two wordings with a higher cosine are near enough");
    visit("opposite_margin", self.opposite_margin, {-1.0, 1.0},
          "a text and its opposite with a lower cosine are far enough");
    visit("general_weight", self.general_weight, {0.0, 1e3},
          "weight of staying with the untuned encoder on phrases of other fields");
    visit("general_texts", self.general_texts, {0, 4096}, "such phrases per step");
    visit("first_layer", self.first_layer, {0, 255}, "layers before it stay as they are");
    visit("train_words", self.train_words, "train the embeddings of words and positions too");
    visit("max_tokens", self.max_tokens, {3, 512}, "longer texts are cut");
    visit("checkpoint_every_steps", self.checkpoint_every_steps, {1, 1e9},
          "steps between checkpoints");
    visit("log_every_steps", self.log_every_steps, {1, 1e9}, "steps between lines of metrics");
    visit("seed", self.seed, {0, 9e15}, "of what is drawn in each step");
    visit("threads", self.threads, {0, 1024}, "CPU threads; 0 = all cores");
  }
};

}  // namespace supreme
