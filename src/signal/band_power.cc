#include "signal/band_power.h"

#include <bit>
#include <numbers>
#include <utility>

#include "core/error.h"

namespace supreme {

// Cooley and Tukey 1965: bit-reversed order, then butterflies of growing size.
void FourierTransform(std::vector<std::complex<double>>& values) {
  const size_t count = values.size();
  SUPREME_CHECK(std::has_single_bit(count));
  for (size_t i = 1, reversed = 0; i < count; ++i) {
    size_t bit = count >> 1;
    for (; (reversed & bit) != 0; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (i < reversed) std::swap(values[i], values[reversed]);
  }
  for (size_t size = 2; size <= count; size *= 2) {
    const double angle = -2.0 * std::numbers::pi / static_cast<double>(size);
    const std::complex<double> step = std::polar(1.0, angle);
    for (size_t start = 0; start < count; start += size) {
      std::complex<double> factor = 1.0;
      for (size_t k = start; k < start + size / 2; ++k) {
        const std::complex<double> odd = factor * values[k + size / 2];
        values[k + size / 2] = values[k] - odd;
        values[k] += odd;
        factor *= step;
      }
    }
  }
}

std::array<double, kBandCount> BandPowers(std::span<const float> trace, double sample_rate_hz) {
  std::array<double, kBandCount> powers{};
  if (trace.empty()) return powers;
  double mean = 0.0;
  for (const float value : trace) mean += value;
  mean /= static_cast<double>(trace.size());
  std::vector<std::complex<double>> spectrum(std::bit_ceil(trace.size()));
  for (size_t i = 0; i < trace.size(); ++i) spectrum[i] = trace[i] - mean;
  FourierTransform(spectrum);
  const double count = static_cast<double>(spectrum.size());
  // Parseval; both halves of the spectrum.
  const double scale = 2.0 / (count * static_cast<double>(trace.size()));
  for (size_t k = 1; k <= spectrum.size() / 2; ++k) {
    const double hz = static_cast<double>(k) * sample_rate_hz / count;
    const double share = k == spectrum.size() / 2 ? 0.5 : 1.0;
    for (size_t band = 0; band < kBandCount; ++band) {
      if (hz > kBandBordersHz[band] && hz <= kBandBordersHz[band + 1]) {
        powers[band] += share * scale * std::norm(spectrum[k]);
      }
    }
  }
  return powers;
}

}  // namespace supreme
