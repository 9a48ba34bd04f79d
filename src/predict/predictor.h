// The neck of the hourglass: evaluation, commands and server see a model only through this.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "signal/window.h"

namespace supreme {

struct PredictorInfo {
  std::string name;       // bundle folder name
  std::string bundle_id;  // hash of the bundle's weights and config
  int64_t text_width = 0;
  int64_t batch_size = 1;  // records per call that run at full speed
};

// Questions ready for the network.
struct QueryBatch {
  std::vector<std::string> texts;
  std::vector<float> embeddings;  // [texts, text_width]
  std::vector<uint8_t> denied{};  // 1 = asked whether it is not so; empty = none is
};

// kInvalidInput when there are no texts, or embeddings and denials are not one per text.
inline void CheckQueryBatch(const QueryBatch& queries, int64_t text_width) {
  if (queries.texts.empty()) throw Error(ErrorCode::kInvalidInput, "there is no query");
  if (queries.embeddings.size() != queries.texts.size() * static_cast<size_t>(text_width)) {
    throw Error(ErrorCode::kInvalidInput, "query embeddings do not have the model's text width " +
                                              std::to_string(text_width));
  }
  if (!queries.denied.empty() && queries.denied.size() != queries.texts.size()) {
    throw Error(ErrorCode::kInvalidInput, "denials are not one per query");
  }
}

// Probabilities, [records, queries] row-major.
struct Scores {
  size_t record_count = 0;
  size_t query_count = 0;
  std::vector<float> values;
  float at(size_t record, size_t query) const { return values[record * query_count + query]; }
};

// Implementations: EnginePredictor (CPU, no LibTorch), MockPredictor (tests).
class Predictor {
 public:
  virtual ~Predictor() = default;
  virtual const PredictorInfo& info() const = 0;
  // Fixes the questions of the following calls (the engine compiles for them once).
  virtual void SetQueries(const QueryBatch& queries) = 0;
  // Any number of windows. kInvalidInput before SetQueries.
  virtual Scores Predict(std::span<const EcgWindow> windows) = 0;
};

}  // namespace supreme
