// What the evaluating verbs have in common: rows and the text encoder.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/pack.h"
#include "engine/text_encoder.h"
#include "eval/zero_shot.h"
#include "predict/bundle.h"

namespace supreme {

// The rows of the folds, or the test part of the CSV. kUsage unless exactly one is given;
// kInvalidInput when the pack has none of them.
EvaluationRows SelectRows(const Pack& pack, const std::string& folds, const std::string& split_csv);

// kUsage naming the flag when the value is not between low and high.
void CheckRange(const char* flag, int64_t value, int64_t low, int64_t high);

// Loads the encoder when a text is first asked, and checks that it is the bundle's.
class LazyTextEncoder {
 public:
  LazyTextEncoder(std::string folder, int threads)
      : folder_(std::move(folder)), threads_(threads) {}
  std::vector<float> Encode(const Bundle& bundle, std::span<const std::string> texts);

 private:
  std::string folder_;
  int threads_;
  std::unique_ptr<TextEncoder> encoder_;
};

}  // namespace supreme
