// A model made of one function, so that evaluation is tested in milliseconds.
#pragma once

#include <functional>
#include <vector>

#include "predict/predictor.h"

namespace supreme {

class MockPredictor : public Predictor {
 public:
  // Score of a window for the query of an index.
  using Function = std::function<float(const EcgWindow&, size_t)>;

  MockPredictor(size_t query_count, Function function) : function_(std::move(function)) {
    info_.name = "mock";
    info_.bundle_id = "mock-id";
    info_.batch_size = 4;
    QueryBatch queries;
    queries.texts.resize(query_count);
    SetQueries(queries);
  }

  const PredictorInfo& info() const override { return info_; }
  void SetQueries(const QueryBatch& queries) override { query_count_ = queries.texts.size(); }
  Scores Predict(std::span<const EcgWindow> windows) override {
    batch_sizes_.push_back(windows.size());
    Scores scores{windows.size(), query_count_, {}};
    for (const EcgWindow& window : windows) {
      for (size_t query = 0; query < query_count_; ++query) {
        scores.values.push_back(function_(window, query));
      }
    }
    return scores;
  }

  // Number of windows of each call.
  const std::vector<size_t>& batch_sizes() const { return batch_sizes_; }

 private:
  PredictorInfo info_;
  Function function_;
  size_t query_count_ = 0;
  std::vector<size_t> batch_sizes_;
};

}  // namespace supreme
