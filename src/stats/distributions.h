// Distributions that tests compare their statistics with. Upper tails are computed as such, so that
// small probabilities keep their digits.
#pragma once

#include <cstddef>

#include "stats/alternative.h"

namespace supreme {

double NormalUpperTail(double z);
// z with P(Z <= z) = probability, 0 < probability < 1.
double NormalQuantile(double probability);
// df > 0.
double StudentUpperTail(double t, double df);
double StudentQuantile(double probability, double df);
double FisherUpperTail(double f, double numerator_df, double denominator_df);
double ChiSquaredUpperTail(double x, double df);

// P(range of `count` independent standard normal values > q): the studentised range with infinitely
// many degrees of freedom (Tukey 1953),
// count · ∫ φ(z) (Φ(z) − Φ(z − q))^(count − 1) dz. count >= 2.
double StudentizedRangeUpperTail(double q, size_t count);
// q that is exceeded with this probability, 0 < probability < 1.
double StudentizedRangeCritical(double probability, size_t count);

// p of a symmetric statistic around 0 from its upper tail function.
template <class UpperTail>
double TailProbability(double statistic, Alternative alternative, UpperTail upper_tail) {
  if (alternative == Alternative::kGreater) return upper_tail(statistic);
  if (alternative == Alternative::kLess) return upper_tail(-statistic);
  return 2.0 * upper_tail(statistic < 0.0 ? -statistic : statistic);
}

}  // namespace supreme
