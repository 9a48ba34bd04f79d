#include "extract/score.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

constexpr double kZ = 1.959963984540054;  // 97.5 % point of the normal distribution

}  // namespace

MatchCounts& MatchCounts::operator+=(const MatchCounts& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
  return *this;
}

ScoreInterval WilsonInterval(uint64_t successes, uint64_t trials) {
  if (trials == 0) return {0.0, 0.0, 1.0};
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double scale = 1.0 + kZ * kZ / n;
  const double centre = (p + kZ * kZ / (2.0 * n)) / scale;
  const double half = kZ * std::sqrt(p * (1.0 - p) / n + kZ * kZ / (4.0 * n * n)) / scale;
  return {p, std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

ScoreInterval Precision(const MatchCounts& counts) {
  return WilsonInterval(counts.right, counts.right + counts.wrong);
}

ScoreInterval Recall(const MatchCounts& counts) {
  return WilsonInterval(counts.right, counts.right + counts.missed);
}

ScoreInterval F1(const MatchCounts& counts) {
  const ScoreInterval share =
      WilsonInterval(counts.right, counts.right + counts.wrong + counts.missed);
  const auto carry = [](double j) { return 2.0 * j / (1.0 + j); };
  return {carry(share.value), carry(share.low), carry(share.high)};
}

}  // namespace supreme
