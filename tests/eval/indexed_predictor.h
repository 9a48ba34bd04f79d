// A mock model whose queries are asked by their index, and which remembers how it was called.
#pragma once

#include <functional>
#include <vector>

#include "predict/mock_predictor.h"

namespace supreme {

class IndexedPredictor : public MockPredictor {
 public:
  // Score of a window for the query of an index.
  using Function = std::function<float(const EcgWindow&, size_t)>;

  IndexedPredictor(size_t query_count, Function function)
      : MockPredictor(1, [function](const EcgWindow& window, const std::string& query) {
          return function(window, std::stoul(query));
        }) {
    QueryBatch queries;
    for (size_t i = 0; i < query_count; ++i) queries.texts.push_back(std::to_string(i));
    queries.embeddings.resize(query_count);
    SetQueries(queries);
  }

  Scores Predict(std::span<const EcgWindow> windows) override {
    batch_sizes_.push_back(windows.size());
    return MockPredictor::Predict(windows);
  }

  // Number of windows of each call.
  const std::vector<size_t>& batch_sizes() const { return batch_sizes_; }

 private:
  std::vector<size_t> batch_sizes_;
};

}  // namespace supreme
