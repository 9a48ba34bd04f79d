// A predictor that asks the same record only once: for evaluations that look at the same scores in
// several ways.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "predict/predictor.h"

namespace supreme {

// Keeps the scores of every window, told apart by samples and present leads, until other queries
// are set. `predictor` must outlive it; its queries may be set already, and must then be set
// through this one alone. Not thread-safe. Errors: those of `predictor`.
class RememberingPredictor : public Predictor {
 public:
  explicit RememberingPredictor(Predictor& predictor) : predictor_(predictor) {}

  const PredictorInfo& info() const override { return predictor_.info(); }
  void SetQueries(const QueryBatch& queries) override;
  Scores Predict(std::span<const EcgWindow> windows) override;

 private:
  Predictor& predictor_;
  std::unordered_map<std::string, std::vector<float>> scores_of_;  // by hash of the window
};

}  // namespace supreme
