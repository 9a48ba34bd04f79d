#include "stats/distributions.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

double NormalDensity(double z) {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

}  // namespace

double NormalUpperTail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

double NormalQuantile(double probability) {
  return boost::math::quantile(boost::math::normal_distribution<double>(), probability);
}

double StudentUpperTail(double t, double df) {
  if (std::isinf(t)) return t > 0.0 ? 0.0 : 1.0;
  const boost::math::students_t_distribution<double> distribution(df);
  return boost::math::cdf(boost::math::complement(distribution, t));
}

double StudentQuantile(double probability, double df) {
  return boost::math::quantile(boost::math::students_t_distribution<double>(df), probability);
}

double FisherUpperTail(double f, double numerator_df, double denominator_df) {
  if (std::isinf(f)) return 0.0;
  const boost::math::fisher_f_distribution<double> distribution(numerator_df, denominator_df);
  return boost::math::cdf(boost::math::complement(distribution, std::max(f, 0.0)));
}

double ChiSquaredUpperTail(double x, double df) {
  const boost::math::chi_squared_distribution<double> distribution(df);
  return boost::math::cdf(boost::math::complement(distribution, std::max(x, 0.0)));
}

double StudentizedRangeUpperTail(double q, size_t count) {
  if (q <= 0.0) return 1.0;
  // The tail is count ∫ φ(z) (Φ(z)^(count−1) − (Φ(z) − Φ(z − q))^(count−1)) dz; the trapezoidal
  // rule converges exponentially for such integrands.
  constexpr double kStep = 1.0 / 64.0;
  constexpr double kEnd = 10.0;
  const auto power = static_cast<double>(count - 1);
  double sum = 0.0;
  for (double z = -kEnd; z <= kEnd + q; z += kStep) {
    const double below = NormalUpperTail(-z);
    const double outside = NormalUpperTail(q - z) / below;  // Φ(z − q) / Φ(z)
    const double log_inside = power * std::log1p(-std::min(outside, 1.0));
    sum += NormalDensity(z) * std::pow(below, power) * -std::expm1(log_inside);
  }
  return std::min(1.0, static_cast<double>(count) * sum * kStep);
}

double StudentizedRangeCritical(double probability, size_t count) {
  double low = 0.0;
  double high = 1.0;
  while (StudentizedRangeUpperTail(high, count) > probability) high *= 2.0;
  for (int step = 0; step < 100 && high - low > 1e-14 * high; ++step) {
    const double middle = 0.5 * (low + high);
    (StudentizedRangeUpperTail(middle, count) > probability ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace supreme
