// A BERT model as a Hugging Face folder: its sizes, its files, and what is wrong with them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "engine/weights.h"
#include "tensor/safetensors.h"
#include "text/wordpiece.h"

namespace supreme {

// config.json; names as there.
struct BertConfig {
  int64_t hidden_size = 0;
  int64_t num_attention_heads = 0;
  int64_t num_hidden_layers = 0;
  int64_t intermediate_size = 0;
  int64_t vocab_size = 0;
  int64_t max_position_embeddings = 0;
  int64_t type_vocab_size = 0;
  double layer_norm_eps = 1e-12;
};

// How the vectors of the tokens become one vector of the text.
struct Pooling {
  bool mean = false;       // mean over all tokens; else the [CLS] vector
  bool normalise = false;  // to length 1
};

// Every weight of the encoder and its shape, under Hugging Face names without the "bert." prefix.
std::map<std::string, Shape> BertWeightShapes(const BertConfig& config);

// An opened and checked folder. Open lists all that is wrong with files, sizes and weights in one
// error: kNotFound when a file is missing, else kCorruptData. A file that cannot be read at all is
// an error of its own.
struct BertFolder {
  static BertFolder Open(const std::filesystem::path& folder);

  BertConfig config;
  Pooling pooling;
  std::unique_ptr<WordPiece> pieces;
  std::unique_ptr<SafetensorsFile> file;
  std::unique_ptr<StoredWeights> weights;  // of `file`
};

}  // namespace supreme
