#include "signal/lead_relations.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace supreme {
namespace {

constexpr double kMeanSec = 0.6;
constexpr double kMaxResidualMv = 0.01;
constexpr double kMaxResidualShare = 0.03;
constexpr std::array<size_t, 8> kIndependent = {0, 1, 6, 7, 8, 9, 10, 11};

enum Limb : size_t { kI, kII, kIII, kAvr, kAvl, kAvf };

// The lead minus its running mean.
std::vector<double> Deviations(std::span<const float> lead, double rate_hz) {
  const size_t reach = static_cast<size_t>(kMeanSec * rate_hz / 2.0);
  std::vector<double> sums(lead.size() + 1, 0.0);
  for (size_t i = 0; i < lead.size(); ++i) sums[i + 1] = sums[i] + static_cast<double>(lead[i]);
  std::vector<double> deviations(lead.size());
  for (size_t i = 0; i < lead.size(); ++i) {
    const size_t begin = i < reach ? 0 : i - reach;
    const size_t end = std::min(lead.size(), i + reach + 1);
    deviations[i] =
        static_cast<double>(lead[i]) - (sums[end] - sums[begin]) / static_cast<double>(end - begin);
  }
  return deviations;
}

double MeanProduct(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum / static_cast<double>(a.size());
}

// Cholesky's way; `matrix` [n][n] is symmetric and positive definite.
std::vector<double> Solve(std::vector<std::vector<double>> matrix, std::vector<double> right) {
  const size_t count = right.size();
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double sum = matrix[i][j];
      for (size_t k = 0; k < j; ++k) sum -= matrix[i][k] * matrix[j][k];
      matrix[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / matrix[j][j];
    }
    for (size_t k = 0; k < i; ++k) right[i] -= matrix[i][k] * right[k];
    right[i] /= matrix[i][i];
  }
  for (size_t i = count; i-- > 0;) {
    for (size_t k = i + 1; k < count; ++k) right[i] -= matrix[k][i] * right[k];
    right[i] /= matrix[i][i];
  }
  return right;
}

double ResidualAt(const LeadSpans& leads, const LimbIdentity& identity, size_t i) {
  return identity.a * static_cast<double>(leads[identity.first][i]) +
         identity.b * static_cast<double>(leads[identity.second][i]) -
         static_cast<double>(leads[identity.target][i]);
}

}  // namespace

const std::array<LimbIdentity, kIdentityCount> kLimbIdentities = {
    {{kII, kI, kIII, 1.0, 1.0, "II = I + III"},
     {kAvr, kI, kII, -0.5, -0.5, "aVR = -(I + II)/2"},
     {kAvl, kI, kIII, 0.5, -0.5, "aVL = (I - III)/2"},
     {kAvf, kII, kIII, 0.5, 0.5, "aVF = (II + III)/2"}}};

double LeadProducts::DeviationMv(size_t lead) const {
  return std::sqrt(std::max(0.0, mv2[lead][lead]));
}

double LeadProducts::Correlation(size_t a, size_t b) const {
  const double scale = DeviationMv(a) * DeviationMv(b);
  return scale > 0.0 ? mv2[a][b] / scale : 0.0;
}

LeadProducts MultiplyLeads(const LeadSpans& leads, double sample_rate_hz) {
  LeadProducts products;
  std::array<std::vector<double>, kLeadCount> deviations;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (leads[lead].empty()) continue;
    products.used[lead] = 1;
    deviations[lead] = Deviations(leads[lead], sample_rate_hz);
  }
  for (size_t a = 0; a < kLeadCount; ++a) {
    for (size_t b = 0; b <= a; ++b) {
      if (products.used[a] == 0 || products.used[b] == 0) continue;
      products.mv2[a][b] = products.mv2[b][a] = MeanProduct(deviations[a], deviations[b]);
    }
  }
  return products;
}

std::optional<IdentityResidual> CheckIdentity(const LeadProducts& products,
                                              const LimbIdentity& identity) {
  const auto& [target, first, second, a, b, text] = identity;
  if (!products.used[target] || !products.used[first] || !products.used[second]) return {};
  const auto& p = products.mv2;
  const double square =
      a * a * p[first][first] + b * b * p[second][second] + p[target][target] +
      2.0 * (a * b * p[first][second] - a * p[first][target] - b * p[second][target]);
  const double leads_mv =
      std::sqrt((p[first][first] + p[second][second] + p[target][target]) / 3.0);
  return IdentityResidual{std::sqrt(std::max(0.0, square)),
                          std::max(kMaxResidualMv, kMaxResidualShare * leads_mv)};
}

std::optional<BrokenStretch> FindBrokenStretch(const LeadSpans& leads, const LimbIdentity& identity,
                                               double limit_mv) {
  const size_t count = leads[identity.target].size();
  if (count == 0 || leads[identity.first].size() != count ||
      leads[identity.second].size() != count) {
    return std::nullopt;
  }
  std::vector<double> residuals(count);
  for (size_t i = 0; i < count; ++i) residuals[i] = ResidualAt(leads, identity, i);
  std::vector<double> sorted = residuals;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(count / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  const double usual = *middle;
  BrokenStretch stretch;
  for (size_t i = 0; i < count; ++i) {
    const double distance = std::abs(residuals[i] - usual);
    if (distance <= limit_mv) continue;
    if (stretch.count++ == 0) stretch.first_sample = i;
    stretch.last_sample = i;
    stretch.largest_mv = std::max(stretch.largest_mv, distance);
  }
  if (stretch.count == 0) return std::nullopt;
  const auto breaks = [&](size_t i) { return std::abs(residuals[i] - usual) > kMaxResidualMv; };
  while (stretch.first_sample > 0 && breaks(stretch.first_sample - 1)) --stretch.first_sample;
  while (stretch.last_sample + 1 < count && breaks(stretch.last_sample + 1)) ++stretch.last_sample;
  return stretch;
}

double ExplainedShare(const LeadProducts& products, size_t lead) {
  const double power = products.mv2[lead][lead];
  if (power <= 0.0) return 0.0;
  std::vector<size_t> others;
  for (const size_t other : kIndependent) {
    if (other != lead && products.used[other] != 0) others.push_back(other);
  }
  std::vector<std::vector<double>> matrix(others.size(), std::vector<double>(others.size()));
  std::vector<double> right(others.size());
  for (size_t i = 0; i < others.size(); ++i) {
    right[i] = products.mv2[others[i]][lead];
    for (size_t j = 0; j < others.size(); ++j) matrix[i][j] = products.mv2[others[i]][others[j]];
    matrix[i][i] += 1e-6;  // 1 µV of noise: leads that are copies of each other stay solvable
  }
  const std::vector<double> weights = Solve(std::move(matrix), right);
  double explained = 0.0;
  for (size_t i = 0; i < others.size(); ++i) explained += weights[i] * right[i];
  return std::clamp(explained / power, 0.0, 1.0);
}

}  // namespace supreme
