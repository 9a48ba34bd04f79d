// A predictor whose answers follow a rule: for tests of what sees a model only through Predictor.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "core/error.h"
#include "predict/predictor.h"

namespace supreme {

// Deterministic; the rule gives the probability of a query text for a window.
class MockPredictor : public Predictor {
 public:
  using Rule = std::function<float(const EcgWindow& window, const std::string& query)>;

  MockPredictor(int64_t text_width, Rule rule) : rule_(std::move(rule)) {
    info_.name = "mock";
    info_.bundle_id = std::string(64, '0');
    info_.text_width = text_width;
    info_.batch_size = 4;
  }

  const PredictorInfo& info() const override { return info_; }

  void SetQueries(const QueryBatch& queries) override {
    CheckQueryBatch(queries, info_.text_width);
    texts_ = queries.texts;
  }

  Scores Predict(std::span<const EcgWindow> windows) override {
    if (texts_.empty()) throw Error(ErrorCode::kInvalidInput, "no queries were set");
    Scores scores{windows.size(), texts_.size(), {}};
    for (const EcgWindow& window : windows) {
      for (const std::string& text : texts_) scores.values.push_back(rule_(window, text));
    }
    return scores;
  }

 private:
  PredictorInfo info_;
  Rule rule_;
  std::vector<std::string> texts_;
};

}  // namespace supreme
