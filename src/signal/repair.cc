#include "signal/repair.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace supreme {
namespace {

constexpr size_t kReach = 3;  // samples on either side

struct ValidMean {
  double sum = 0;
  int count = 0;
  void Add(float value) {
    if (!std::isfinite(value)) return;
    sum += value;
    ++count;
  }
};

// `left` and `right` are the distances to the nearest valid samples; 0 = none on that side.
float RepairedValue(std::span<const float> original, size_t at, size_t left, size_t right) {
  ValidMean mean;
  const size_t nearest = left == 0 ? right : right == 0 ? left : std::min(left, right);
  const size_t reach = std::max(kReach, nearest);
  const size_t from = nearest <= kReach ? 1 : nearest;  // beyond the reach only the nearest count
  for (size_t distance = from; distance <= reach; ++distance) {
    if (distance <= at) mean.Add(original[at - distance]);
    if (at + distance < original.size()) mean.Add(original[at + distance]);
  }
  return static_cast<float>(mean.sum / mean.count);
}

}  // namespace

size_t RepairSamples(std::span<float> samples) {
  const std::vector<float> original(samples.begin(), samples.end());
  const size_t size = original.size();
  std::vector<size_t> right(size, 0);  // distance to the next valid sample
  size_t invalid = 0;
  for (size_t i = size; i-- > 0;) {
    if (std::isfinite(original[i])) continue;
    ++invalid;
    if (i + 1 == size) continue;
    if (std::isfinite(original[i + 1])) {
      right[i] = 1;
    } else if (right[i + 1] != 0) {
      right[i] = right[i + 1] + 1;
    }
  }
  if (invalid == 0 || invalid == size) return invalid;
  size_t left = 0;  // distance to the last valid sample; 0 before the first
  bool seen = false;
  for (size_t i = 0; i < size; ++i) {
    if (std::isfinite(original[i])) {
      seen = true;
      left = 0;
      continue;
    }
    if (seen) ++left;
    samples[i] = RepairedValue(original, i, left, right[i]);
  }
  return invalid;
}

}  // namespace supreme
