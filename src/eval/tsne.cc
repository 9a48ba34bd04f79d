#include "eval/tsne.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "eval/pca.h"

namespace supreme {
namespace {

constexpr double kExaggeration = 12.0;  // of the attraction in the first steps
constexpr size_t kExaggeratedSteps = 250;
constexpr double kEarlyMomentum = 0.5, kMomentum = 0.8;
constexpr double kMinGain = 0.01;
constexpr double kMinProbability = 1e-12;
constexpr int kSearchSteps = 60;  // halvings of the search for a neighbourhood's width

double SquaredDistance(std::span<const float> values, size_t columns, size_t a, size_t b) {
  double sum = 0.0;
  for (size_t i = 0; i < columns; ++i) {
    const double difference =
        static_cast<double>(values[a * columns + i]) - static_cast<double>(values[b * columns + i]);
    sum += difference * difference;
  }
  return sum;
}

std::vector<double> SquaredDistances(std::span<const float> values, size_t columns) {
  const size_t count = values.size() / columns;
  std::vector<double> distances(count * count, 0.0);
  for (size_t i = 0; i < count; ++i) {
    ThrowIfInterrupted();
    for (size_t j = i + 1; j < count; ++j) {
      distances[i * count + j] = distances[j * count + i] = SquaredDistance(values, columns, i, j);
    }
  }
  return distances;
}

// Turns one row of squared distances into probabilities of being a neighbour whose entropy is that
// of `perplexity` equal ones.
void FitNeighbours(std::span<double> row, size_t self, double perplexity) {
  const double wanted = std::log(perplexity);
  double nearest = std::numeric_limits<double>::infinity();
  for (size_t j = 0; j < row.size(); ++j) {
    if (j != self) nearest = std::min(nearest, row[j]);
  }
  std::vector<double> weights(row.size());
  double precision = 1.0, low = 0.0, high = std::numeric_limits<double>::infinity(), sum = 0.0;
  for (int step = 0; step < kSearchSteps; ++step) {
    sum = 0.0;
    double moment = 0.0;
    for (size_t j = 0; j < row.size(); ++j) {
      const double distance = row[j] - nearest;
      weights[j] = j == self ? 0.0 : std::exp(-precision * distance);
      sum += weights[j];
      moment += weights[j] * distance;
    }
    const double entropy = std::log(sum) + precision * moment / sum;
    if (std::abs(entropy - wanted) < 1e-9) break;
    if (entropy > wanted) {
      low = precision;
      precision = std::isfinite(high) ? 0.5 * (precision + high) : 2.0 * precision;
    } else {
      high = precision;
      precision = 0.5 * (precision + low);
    }
  }
  for (size_t j = 0; j < row.size(); ++j) row[j] = weights[j] / sum;
}

// Probabilities that two records are neighbours, symmetric, sum 1.
std::vector<double> NeighbourProbabilities(std::vector<double> p, size_t count, double perplexity) {
  for (size_t i = 0; i < count; ++i) {
    ThrowIfInterrupted();
    FitNeighbours(std::span(p).subspan(i * count, count), i, perplexity);
  }
  const double scale = 0.5 / static_cast<double>(count);
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = i + 1; j < count; ++j) {
      const double mean = std::max(kMinProbability, scale * (p[i * count + j] + p[j * count + i]));
      p[i * count + j] = p[j * count + i] = mean;
    }
  }
  return p;
}

// Forces between the points of a map, and the sum that normalises their closeness.
struct Forces {
  std::vector<double> attraction;  // [records, 2]
  std::vector<double> repulsion;   // [records, 2], to be divided by the sum
  double sum = 0.0;
};

void ComputeForces(const std::vector<double>& p, const std::vector<double>& map, Forces& forces) {
  const size_t count = map.size() / 2;
  forces.attraction.assign(map.size(), 0.0);
  forces.repulsion.assign(map.size(), 0.0);
  forces.sum = 0.0;
  for (size_t i = 0; i < count; ++i) {
    const double x = map[2 * i], y = map[2 * i + 1];
    double pull_x = 0.0, pull_y = 0.0, push_x = 0.0, push_y = 0.0, sum = 0.0;
    for (size_t j = i + 1; j < count; ++j) {
      const double dx = x - map[2 * j], dy = y - map[2 * j + 1];
      const double q = 1.0 / (1.0 + dx * dx + dy * dy);
      const double pull = p[i * count + j] * q, push = q * q;
      sum += q;
      pull_x += pull * dx;
      pull_y += pull * dy;
      push_x += push * dx;
      push_y += push * dy;
      forces.attraction[2 * j] -= pull * dx;
      forces.attraction[2 * j + 1] -= pull * dy;
      forces.repulsion[2 * j] -= push * dx;
      forces.repulsion[2 * j + 1] -= push * dy;
    }
    forces.attraction[2 * i] += pull_x;
    forces.attraction[2 * i + 1] += pull_y;
    forces.repulsion[2 * i] += push_x;
    forces.repulsion[2 * i + 1] += push_y;
    forces.sum += 2.0 * sum;
  }
}

double KlDivergence(const std::vector<double>& p, const std::vector<double>& map, double sum) {
  const size_t count = map.size() / 2;
  double divergence = 0.0;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = i + 1; j < count; ++j) {
      const double dx = map[2 * i] - map[2 * j], dy = map[2 * i + 1] - map[2 * j + 1];
      const double q = std::max(kMinProbability, 1.0 / (1.0 + dx * dx + dy * dy) / sum);
      divergence += 2.0 * p[i * count + j] * std::log(p[i * count + j] / q);
    }
  }
  return divergence;
}

// The first two components, shrunk to a deviation of 1e-4 along the first.
std::vector<double> StartMap(std::span<const float> values, size_t columns) {
  std::vector<double> map;
  const size_t count = values.size() / columns;
  const Pca pca = ComputePca(values, columns, std::min<size_t>(2, columns));
  const double deviation = std::sqrt(std::max(pca.variances[0], 1e-300));
  const size_t components = pca.variances.size();
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < 2; ++c) {
      const double value = c < components ? pca.coordinates[i * components + c] : 0.0;
      map.push_back(1e-4 * value / deviation);
    }
  }
  return map;
}

// Gradient descent with momentum, and a gain for each coordinate that grows while its direction
// lasts (Jacobs 1988, doi 10.1016/0893-6080(88)90003-2).
void Descend(const std::vector<double>& p, size_t steps, std::vector<double>& map) {
  const size_t count = map.size() / 2;
  const double rate = std::max(static_cast<double>(count) / kExaggeration / 4.0, 50.0);
  std::vector<double> velocity(map.size(), 0.0), gains(map.size(), 1.0);
  Forces forces;
  Progress progress("t-SNE", steps, "steps");
  for (size_t step = 0; step < steps; ++step) {
    ThrowIfInterrupted();
    const bool is_early = step < kExaggeratedSteps;
    const double pull = 4.0 * (is_early ? kExaggeration : 1.0);
    const double momentum = is_early ? kEarlyMomentum : kMomentum;
    ComputeForces(p, map, forces);
    for (size_t i = 0; i < map.size(); ++i) {
      const double gradient = pull * forces.attraction[i] - 4.0 * forces.repulsion[i] / forces.sum;
      const bool turns = velocity[i] * gradient < 0.0;
      gains[i] = std::max(kMinGain, turns ? gains[i] + 0.2 : gains[i] * 0.8);
      velocity[i] = momentum * velocity[i] - rate * gains[i] * gradient;
      map[i] += velocity[i];
    }
    progress.Update(step + 1);
  }
  progress.Finish();
}

void CheckOptions(size_t count, const TsneOptions& options) {
  if (count > kMaxTsneRecords) {
    throw Error(ErrorCode::kInvalidInput, std::to_string(count) + " records are too many for t-SNE",
                "t-SNE", "at most " + std::to_string(kMaxTsneRecords) + ", or PCA");
  }
  if (!(options.perplexity >= 1.0) || 3.0 * options.perplexity >= static_cast<double>(count)) {
    throw Error(ErrorCode::kInvalidInput,
                "a perplexity of " + FormatDouble(options.perplexity) + " does not fit " +
                    std::to_string(count) + " records",
                "t-SNE", "1 to a third of the records");
  }
}

// Indices of the other records, nearest first; ties by index.
std::vector<size_t> OrderByDistance(const std::vector<double>& distances, size_t self) {
  std::vector<size_t> order;
  for (size_t j = 0; j < distances.size(); ++j) {
    if (j != self) order.push_back(j);
  }
  std::ranges::stable_sort(order, [&](size_t a, size_t b) { return distances[a] < distances[b]; });
  return order;
}

}  // namespace

Tsne ComputeTsne(std::span<const float> values, size_t columns, const TsneOptions& options) {
  SUPREME_CHECK(columns > 0 && values.size() % columns == 0);
  const size_t count = values.size() / columns;
  CheckOptions(count, options);
  Tsne result;
  result.map = StartMap(values, columns);
  const std::vector<double> p =
      NeighbourProbabilities(SquaredDistances(values, columns), count, options.perplexity);
  Descend(p, options.steps, result.map);
  Forces forces;
  ComputeForces(p, result.map, forces);
  result.kl_divergence = KlDivergence(p, result.map, forces.sum);
  return result;
}

double Trustworthiness(std::span<const float> values, size_t columns, std::span<const double> map,
                       size_t k) {
  const size_t count = values.size() / columns;
  SUPREME_CHECK(map.size() == 2 * count);
  if (k == 0 || 2 * k >= count) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(k) + " neighbours of " + std::to_string(count) + " records",
                "trustworthiness", "fewer than half of the records");
  }
  double penalty = 0.0;
  std::vector<double> in_truth(count), in_map(count);
  std::vector<size_t> rank(count);
  for (size_t i = 0; i < count; ++i) {
    ThrowIfInterrupted();
    for (size_t j = 0; j < count; ++j) {
      in_truth[j] = SquaredDistance(values, columns, i, j);
      const double dx = map[2 * i] - map[2 * j], dy = map[2 * i + 1] - map[2 * j + 1];
      in_map[j] = dx * dx + dy * dy;
    }
    const std::vector<size_t> truth = OrderByDistance(in_truth, i);
    for (size_t place = 0; place < truth.size(); ++place) rank[truth[place]] = place + 1;
    const std::vector<size_t> shown = OrderByDistance(in_map, i);
    for (size_t place = 0; place < k; ++place) {
      if (rank[shown[place]] > k) penalty += static_cast<double>(rank[shown[place]] - k);
    }
  }
  const auto n = static_cast<double>(count), neighbours = static_cast<double>(k);
  return 1.0 - 2.0 * penalty / (n * neighbours * (2.0 * n - 3.0 * neighbours - 1.0));
}

}  // namespace supreme
