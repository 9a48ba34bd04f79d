// What prediction needs, in one folder (Hugging Face layout):
//   config.json                    model + preprocessing + training facts
//   model.safetensors              weights (names: engine/model_config.h)
//   queries.json, query_embeddings.safetensors
//   thresholds.json                {"<query id>": {"threshold": 0.31, "method": "youden", "n": …}}
//   text_encoder.json              {"name": …, "id": …, "width": …}
//   README.md                      model card
// Reading and writing need neither LibTorch nor OpenVINO.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/model_config.h"
#include "vocab/query_set.h"

namespace supreme {

struct Threshold {
  double value = 0.5;
  std::string method;  // "youden"
  uint64_t positives = 0;
  uint64_t negatives = 0;
};

struct Bundle {
  std::filesystem::path folder;
  ModelConfig model;
  QuerySet queries;
  std::map<std::string, Threshold> thresholds;  // by query id
  OrderedJson training;                         // facts of the run that made it
  OrderedJson software;                         // program that wrote it; set by ReadBundle
};

// Checks that weights match the config before anything is computed.
// kNotFound, kCorruptData listing missing, extra and misshapen weights.
Bundle ReadBundle(const std::filesystem::path& folder);

// Everything but model.safetensors, which the caller has written into `folder` and which is checked
// as in ReadBundle. config.json is written last, so that a folder without it is not a bundle.
void WriteBundle(const Bundle& bundle);

// kInvalidInput with both names and ids when texts encoded by this encoder mean nothing to the
// bundle's model.
void CheckTextEncoder(const Bundle& bundle, const std::string& encoder_name,
                      const std::string& encoder_id);

// True when the model was trained on simulated records only, and so was what it started from.
bool IsFromSimulator(const Bundle& bundle);

// What the model was trained on, in one line: "81,920 simulated records (seed 1), no real ECG".
std::string TrainingData(const Bundle& bundle);

// Text of README.md: what the model is for and not for, how it was made, what it expects.
std::string ModelCard(const Bundle& bundle);

}  // namespace supreme
