#include "predict/remembering_predictor.h"

#include <algorithm>

#include "core/hash.h"

namespace supreme {
namespace {

std::string KeyOf(const EcgWindow& window) {
  const auto* bytes = reinterpret_cast<const char*>(window.samples_mv.data());
  const std::string_view samples(bytes, window.samples_mv.size() * sizeof(float));
  return Sha256(samples) + std::string(window.present.begin(), window.present.end());
}

}  // namespace

void RememberingPredictor::SetQueries(const QueryBatch& queries) {
  predictor_.SetQueries(queries);
  scores_of_.clear();
}

Scores RememberingPredictor::Predict(std::span<const EcgWindow> windows) {
  std::vector<std::string> keys;
  std::vector<EcgWindow> unknown;
  std::vector<std::string> unknown_keys;
  for (const EcgWindow& window : windows) {
    keys.push_back(KeyOf(window));
    const bool is_asked = std::ranges::find(unknown_keys, keys.back()) != unknown_keys.end();
    if (is_asked || scores_of_.contains(keys.back())) continue;
    unknown.push_back(window);
    unknown_keys.push_back(keys.back());
  }
  if (!unknown.empty()) {
    const Scores scores = predictor_.Predict(unknown);
    for (size_t i = 0; i < unknown.size(); ++i) {
      const auto row = std::span(scores.values).subspan(i * scores.query_count, scores.query_count);
      scores_of_[unknown_keys[i]].assign(row.begin(), row.end());
    }
  }
  Scores all{windows.size(), 0, {}};
  for (const std::string& key : keys) {
    const std::vector<float>& row = scores_of_[key];
    all.query_count = row.size();
    all.values.insert(all.values.end(), row.begin(), row.end());
  }
  return all;
}

}  // namespace supreme
