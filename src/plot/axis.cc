#include "plot/axis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/numbers.h"

namespace supreme {
namespace {

double RoundStep(double rough) {
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    // The slack keeps 0.2 from becoming 0.25 by a rounding error.
    if (rough <= factor * power * (1.0 + 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

std::string GroupThousands(std::string digits) {
  const size_t start = digits.starts_with('-') ? 1 : 0;
  for (size_t at = digits.size(); at > start + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

std::vector<double> Axis::Ticks() const {
  std::vector<double> ticks;
  const auto count = static_cast<int>(std::floor((high - low) / step + 1e-6));
  for (int i = 0; i <= count; ++i) ticks.push_back(low + i * step);
  return ticks;
}

std::string Axis::Label(double tick) const {
  int digits = 0;
  for (double scaled = step; digits < 9 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled;
       scaled *= 10.0) {
    ++digits;
  }
  const double shown = std::abs(tick) < step * 1e-6 ? 0.0 : tick;
  const std::string text = FormatFixed(shown, digits);
  return digits == 0 ? GroupThousands(text) : text;
}

Axis MakeAxis(double low, double high, int wanted_ticks) {
  if (!std::isfinite(low)) low = std::isfinite(high) ? high : 0.0;
  if (!std::isfinite(high)) high = low;
  if (low > high) std::swap(low, high);
  if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
    const double half = std::max(0.5, std::abs(high) * 0.5);
    low -= half;
    high += half;
  }
  Axis axis;
  axis.step = RoundStep((high - low) / std::max(1, wanted_ticks));
  axis.low = std::floor(low / axis.step + 1e-9) * axis.step;
  axis.high = std::ceil(high / axis.step - 1e-9) * axis.step;
  return axis;
}

}  // namespace supreme
