// What a sweep file asks for: variants of a training, each run with several seeds and evaluated
// alike.
//
//   title = "Table 1(d): ECG encoder"     source = "SuPreME paper, Table 1(d)"
//   extends = "common.toml"               keys that this file does not set come from there
//   config = "../paper.toml"              settings of supreme pretrain
//   pack = "packs/mimic"                  or data = "simulate:1"
//   vocab = "vocabs/mimic"
//   split_csv = "packs/mimic/split.csv"   training and validation records; else by folds
//   seeds = [1, 2, 3]
//   set = ["train.device=cuda"]           for all variants
//   bootstrap = 0                         resamples of each evaluation's intervals
//   [[evaluate]]                          one column of the table
//   task = "ptbxl-super"                  name or file
//   pack = "packs/ptbxl"
//   folds = "10"                          or split_csv; optional: name, label_mode, min_positives
//   [[variant]]                           one row of the table
//   name = "ResNet18"
//   set = ["model.encoder=resnet"]        after those of all variants
//   paper_auc = 0.6496                    printed beside; optional, with paper_sd
// A variant may also have its own preset, config, pack, data, vocab, split_csv, text_encoder and
// prompts (a prompt set, asked in place of the tasks' prompts; eval/prompt_set.h).
//
// config and extends start from the file's folder, all other paths from `root`. A task, text
// encoder or prompt set without a slash or a dot is the name of one that comes with supreme.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"

namespace supreme {

// One column: `task` asked of the records of a pack.
struct SweepEvaluation {
  std::string name;
  std::string task;
  std::filesystem::path pack;
  std::string folds;                // empty = by split_csv
  std::filesystem::path split_csv;  // empty = by folds
  std::string label_mode = "exact";
  uint64_t min_positives = 1;

  bool operator==(const SweepEvaluation&) const = default;
};

// One row. Everything that holds for all variants is taken over.
struct SweepVariant {
  std::string name;
  std::string preset;            // empty = the config's own
  std::filesystem::path config;  // empty = none
  std::filesystem::path pack;    // empty = by data
  std::string data;              // "simulate:SEED"; empty = by pack
  std::filesystem::path vocabulary;
  std::filesystem::path split_csv;  // empty = by folds
  std::vector<std::string> set;
  std::string text_encoder;  // of the evaluations; empty = the one that comes along
  std::string prompts;       // name or path; empty = the tasks' own
  std::optional<double> paper_auc, paper_sd;
};

struct SweepPlan {
  std::string title;
  std::string source;
  std::vector<int64_t> seeds;
  uint64_t bootstrap = 0;
  std::vector<SweepEvaluation> evaluations;
  std::vector<SweepVariant> variants;

  // Every file that decides what comes out, a pack by its pack.json and a vocabulary by its
  // queries.json; each once, in the order of the plan.
  std::vector<std::filesystem::path> Inputs() const;
};

// What is not in the file.
struct SweepPlaces {
  std::filesystem::path file;
  std::filesystem::path root;    // where paths of data start; empty = the file's folder
  std::vector<std::string> set;  // after those of the file and of the variants
};

// The keys of `base` that `file` lacks, and of "set" both: first the base's.
Json ExtendSweep(const Json& base, Json file);

// Paths come out absolute; nothing is opened. kUsage for unknown keys (with a suggestion), missing
// keys, doubled names or seeds, and for both or none of two ways to say the same.
SweepPlan ReadSweepPlan(const Json& file, const SweepPlaces& places);

}  // namespace supreme
