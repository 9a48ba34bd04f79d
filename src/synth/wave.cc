#include "synth/wave.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace supreme {
namespace {

// Beyond this the Gaussian is under 0.04 % of its peak: below the 1 µV step for any wave.
constexpr double kSupportSigmas = 4.0;

// One side of a wave: samples first, first + step, … outwards from the peak.
struct Flank {
  double distance_ms;  // of the first sample from the peak
  double sigma_ms;
  int64_t first;
  int64_t step;
};

// exp(-t²/2σ²) at equal steps is a product of ratios that are themselves in a fixed ratio: two
// products a sample.
void AddFlank(const Flank& flank, const Vector3& peak_mv, Dipole& dipole) {
  const auto [distance_ms, sigma_ms, first, step] = flank;
  const double sample_ms = 1000.0 / dipole.sample_rate_hz;
  const double inverse = 1.0 / (2.0 * sigma_ms * sigma_ms);
  const auto count = static_cast<int64_t>(dipole.x.size());
  double value = std::exp(-distance_ms * distance_ms * inverse);
  double ratio = std::exp(-(2.0 * distance_ms * sample_ms + sample_ms * sample_ms) * inverse);
  const double ratio_step = std::exp(-2.0 * sample_ms * sample_ms * inverse);
  const auto steps =
      static_cast<int64_t>((kSupportSigmas * sigma_ms - distance_ms) / sample_ms) + 1;
  for (int64_t i = 0; i < steps; ++i) {
    const int64_t at = first + i * step;
    if (at >= 0 && at < count) {
      const auto index = static_cast<size_t>(at);
      dipole.x[index] += peak_mv.x * value;
      dipole.y[index] += peak_mv.y * value;
      dipole.z[index] += peak_mv.z * value;
    }
    value *= ratio;
    ratio *= ratio_step;
  }
}

}  // namespace

void AddWave(const Wave& wave, double onset_s, Dipole& dipole) {
  const double sample_ms = 1000.0 / dipole.sample_rate_hz;
  const double center_ms = 1000.0 * onset_s + wave.center_ms;
  const double right = std::ceil(center_ms / sample_ms);
  const double right_distance_ms = right * sample_ms - center_ms;
  const auto first_right = static_cast<int64_t>(right);
  AddFlank({right_distance_ms, wave.right_sigma_ms, first_right, 1}, wave.peak_mv, dipole);
  AddFlank({sample_ms - right_distance_ms, wave.left_sigma_ms, first_right - 1, -1}, wave.peak_mv,
           dipole);
}

}  // namespace supreme
