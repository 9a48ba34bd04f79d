// How a network is trained, in numbers. The table below is the only place that names the fields.
#pragma once

#include <cstdint>
#include <string>

#include "engine/model_config.h"
#include "train/augment.h"
#include "train/learning_config.h"
#include "train/ranks_config.h"

namespace supreme {

struct TrainConfig : LearningConfig {
  TrainConfig() : LearningConfig{.epochs = 50, .batch_size = 256, .weight_decay = 1e-8} {}

  int64_t max_steps = 0;
  double learning_rate = 1e-3;
  double minimum_learning_rate = 1e-8;
  int64_t restart_steps = 5000;
  int64_t restart_factor = 1;
  int64_t warmup_steps = 0;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double clip_norm = 0.0;
  std::string uncertain = "absent";
  std::string pos_weight = "none";
  int64_t patience = 10;
  int64_t evaluate_every_epochs = 1;
  int64_t checkpoint_every_steps = 0;
  int64_t keep_last = 2;
  int64_t log_every_steps = 10;
  int64_t seed = 1;
  int64_t replicas = 1;
  double ema = 0.0;
  double direct_weight = 0.0;
  std::string initial_weights = "paper";
  std::string start_from = "";
  bool freeze_encoder = false;
  int64_t cache_mb = 2048;
  int64_t shuffle_window = 0;
  std::string train_folds = "1-8";
  std::string validation_folds = "9";
  int64_t queries_per_batch = 0;
  int64_t micro_batch = 0;
  double data_proportion = 100.0;
  std::string loss = "bce";
  double focal_gamma = 2.0;
  double focal_alpha = 0.25;
  double positive_gamma = 0.0;
  double negative_gamma = 4.0;
  double negative_shift = 0.05;
  double contrastive_weight = 0.0;
  double contrastive_temperature = 0.1;

  template <class Self, class Visitor>
  // Long because it is one plain list.
  static void VisitFields(Self& self, Visitor& visit) {
    VisitLearning(self, visit);
    visit("max_steps", self.max_steps, {0, 1e12}, "stop after so many steps; 0 = no such limit");
    visit("learning_rate", self.learning_rate, {1e-9, 10.0}, "peak step size, paper §3.1");
    visit("minimum_learning_rate", self.minimum_learning_rate, {0.0, 1.0},
          "step size at the end of a cosine, paper §3.1");
    visit("restart_steps", self.restart_steps, {0, 1e12},
          "steps of the first cosine (T0), paper §3.1; 0 = one cosine over the whole run");
    visit("restart_factor", self.restart_factor, {1, 100},
          "each cosine is so many times as long as the one before (T_mult), paper §3.1");
    visit("warmup_steps", self.warmup_steps, {0, 1e9},
          "steps of linear rise before the first cosine");
    visit("beta1", self.beta1, {0.0, 0.9999}, "AdamW's decay of the mean gradient");
    visit("beta2", self.beta2, {0.0, 0.99999}, "AdamW's decay of the mean squared gradient");
    visit("clip_norm", self.clip_norm, {0.0, 1e6}, "largest norm of the gradient; 0 = no limit");
    visit("uncertain", self.uncertain, {"absent", "mask"},
          "uncertain entities count as absent (paper) or are left out of the loss");
    visit("pos_weight", self.pos_weight, {"none", "balanced"},
          "weight of present labels: 1, or absent / present counts of the query, at most 100");
    visit("patience", self.patience, {0, 100000},
          "evaluations without a better AUC before stopping, paper §3.1; 0 = never stop early");
    visit("evaluate_every_epochs", self.evaluate_every_epochs, {1, 100000},
          "epochs between evaluations");
    visit("checkpoint_every_steps", self.checkpoint_every_steps, {0, 1e12},
          "steps between checkpoints; 0 = at evaluations only");
    visit("keep_last", self.keep_last, {1, 1000}, "newest checkpoints to keep, beside the best");
    visit("log_every_steps", self.log_every_steps, {1, 1e9}, "steps between lines of metrics");
    visit("seed", self.seed, {0, 9e15}, "of initial weights, record order and dropout");
    visit("replicas", self.replicas, {1, 256},
          "parts of a batch that are computed side by side on the CPU, with threads / replicas "
          "threads each; batch norm sees each part by itself");
    visit("ema", self.ema, {0.0, 0.99999},
          "decay per step of averaged weights, which are then what is evaluated and exported; 0 = "
          "none (Polyak and Juditsky 1992, doi 10.1137/0330046)");
    visit("direct_weight", self.direct_weight, {0.0, 100.0},
          "weight of a second loss on all simulated signs, read off the tokens without text by a "
          "head that is not exported; 0 = none");
    visit("initial_weights", self.initial_weights, {"paper", "fan_in"},
          "linear layers start as N(0, 0.02), paper E.4, or as N(0, 1/inputs)");
    visit("start_from", self.start_from, {},
          "bundle whose weights are taken over before the first step; empty = none");
    visit("freeze_encoder", self.freeze_encoder,
          "train the questions' side only: encoder and ECG projection stay as they start");
    visit("cache_mb", self.cache_mb, {0, 1e9}, "memory for prepared records, MB");
    visit(
        "shuffle_window", self.shuffle_window, {0, 1e9},
        "records that are mixed at a time, taken from the pack in blocks of 32 that lie together; "
        "0 = all where there are at most 65,536 training records (8 GB), else 2,048");
    visit("train_folds", self.train_folds, {}, "folds to train on, e.g. 1-8");
    visit("validation_folds", self.validation_folds, {},
          "folds for early stopping and thresholds; empty = none");
    visit("queries_per_batch", self.queries_per_batch, {0, 1e6},
          "queries of a pack asked in a training step: those present in the batch and a weighted "
          "sample of the others, so that the loss is right on average; 0 = all");
    visit(
        "micro_batch", self.micro_batch, {0, 65536},
        "records of a replica that are computed at a time: less memory, the same gradients; "
        "not with a resnet, whose batch norm sees whole parts; 0 = of a vit 4 on a CPU, else all");
    VisitShareAndLoss(self, visit);
  }

  template <class Self, class Visitor>
  static void VisitShareAndLoss(Self& self, Visitor& visit) {
    visit("data_proportion", self.data_proportion, {1.0, 100.0},
          "percent of the training patients' records to train on, paper Fig. 3(b): drawn by the "
          "seed, a smaller share lies inside a larger one; packs only");
    visit("loss", self.loss, {"bce", "focal", "asymmetric"},
          "cross-entropy (paper §2), focal (Lin et al. 2017, doi 10.1109/ICCV.2017.324) or "
          "asymmetric (Ridnik et al. 2021, doi 10.1109/ICCV48922.2021.00015)");
    visit("focal_gamma", self.focal_gamma, {0.0, 20.0}, "focal: how little sure labels count");
    visit("focal_alpha", self.focal_alpha, {0.0, 0.9999},
          "focal: weight of present labels, absent ones get 1 - alpha; 0 = both 1");
    visit("positive_gamma", self.positive_gamma, {0.0, 20.0},
          "asymmetric: how little sure present labels count");
    visit("negative_gamma", self.negative_gamma, {0.0, 20.0},
          "asymmetric: how little sure absent labels count");
    visit("negative_shift", self.negative_shift, {0.0, 0.5},
          "asymmetric: absent labels with a lower probability do not count at all");
    visit("contrastive_weight", self.contrastive_weight, {0.0, 100.0},
          "weight of a contrastive ECG-text term beside the loss, paper appendix L; 0 = none; with "
          "replicas = 1 only");
    visit("contrastive_temperature", self.contrastive_temperature, {0.005, 10.0},
          "of the contrastive term: cosines are divided by it");
  }
};

// What is simulated and asked when records come from the simulator.
struct SimulateConfig {
  int64_t epoch_records = 65536;
  int64_t validation_records = 1024;
  int64_t questions_per_batch = 128;
  int64_t candidates = 3;
  double question_noise = 0.0;
  double contrast_weight = 1.0;
  double contrast_margin = 0.0;
  std::string leave_out = "";
  int64_t workers = 0;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("epoch_records", self.epoch_records, {1, 1e9}, "records that count as one epoch");
    visit("validation_records", self.validation_records, {0, 1e6},
          "simulated records for choosing the checkpoint and for thresholds");
    visit("questions_per_batch", self.questions_per_batch, {1, 65536},
          "questions asked of every record of a batch (M)");
    visit("candidates", self.candidates, {1, 100},
          "times as many are drawn; those with a positive and a negative record in the batch go "
          "first");
    visit(
        "question_noise", self.question_noise, {0.0, 10.0},
        "length of a random vector added to each question's embedding (length 1): unknown wordings "
        "lie beside known ones");
    visit("contrast_weight", self.contrast_weight, {0.0, 1000.0},
          "weight of the label of a sign that is absent while its opposite is present: what keeps "
          "left and right apart");
    visit("contrast_margin", self.contrast_margin, {0.0, 100.0},
          "how far below zero the logit of such a label has to come before the loss lets go of it: "
          "a network that is merely sure still ranks them above healthy hearts");
    visit("leave_out", self.leave_out, {},
          "codes of findings, separated by commas: neither records nor texts with them are seen");
    visit("workers", self.workers, {0, 1024}, "simulating threads; 0 = all cores");
  }
};

// All that decides what a run computes.
struct RunConfig {
  ModelConfig model;
  TrainConfig train;
  SimulateConfig simulate;
  AugmentConfig augment;
  RanksConfig ranks;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit.Section("model", self.model);
    visit.Section("train", self.train);
    visit.Section("simulate", self.simulate);
    visit.Section("augment", self.augment);
    visit.Section("ranks", self.ranks);
  }
};

}  // namespace supreme
