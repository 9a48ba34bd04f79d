#include "stats/challenge_score.h"

#include <algorithm>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

double Earned(const ChallengeData& data, std::span<const uint8_t> said) {
  const size_t count = data.class_count;
  double sum = 0.0;
  for (size_t begin = 0; begin < said.size(); begin += count) {
    double size = 0.0;
    double earned = 0.0;
    for (size_t k = 0; k < count; ++k) {
      if (data.labels[begin + k] != 0 || said[begin + k] != 0) size += 1.0;
      if (data.labels[begin + k] == 0) continue;
      for (size_t j = 0; j < count; ++j) {
        if (said[begin + j] != 0) earned += data.weights[k * count + j];
      }
    }
    sum += earned / std::max(size, 1.0);
  }
  return sum;
}

}  // namespace

std::optional<double> ChallengeScore(const ChallengeData& data) {
  SUPREME_CHECK(data.class_count > 0 && data.normal_class < data.class_count &&
                data.weights.size() == data.class_count * data.class_count &&
                data.labels.size() == data.decisions.size() &&
                data.labels.size() % data.class_count == 0);
  std::vector<uint8_t> idle(data.labels.size(), 0);
  for (size_t i = data.normal_class; i < idle.size(); i += data.class_count) idle[i] = 1;
  const double most = Earned(data, data.labels);
  const double least = Earned(data, idle);
  if (most == least) return std::nullopt;
  return (Earned(data, data.decisions) - least) / (most - least);
}

}  // namespace supreme
