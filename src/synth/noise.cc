#include "synth/noise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

#include "synth/projection.h"

namespace supreme {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;

// A sine by turning a pointer: no trigonometry per sample.
class Oscillator {
 public:
  Oscillator(double frequency_hz, double sample_rate_hz, double amplitude_mv, double phase)
      : value_(std::polar(amplitude_mv, phase)),
        turn_(std::polar(1.0, kTwoPi * frequency_hz / sample_rate_hz)) {}
  double Next() {
    // Written out: std::complex's product checks for NaN on every call.
    const double real = value_.real() * turn_.real() - value_.imag() * turn_.imag();
    value_ = {real, value_.real() * turn_.imag() + value_.imag() * turn_.real()};
    return real;
  }

 private:
  std::complex<double> value_;
  std::complex<double> turn_;
};

// Nearly normal, standard deviation 1: the sum of four uniforms from one 64-bit draw.
double CheapNormal(Rng& rng) {
  const uint64_t bits = rng.NextU64();
  const auto sum = static_cast<double>((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) +
                                       ((bits >> 32) & 0xFFFF) + (bits >> 48));
  return (sum / 65536.0 - 2.0) * std::numbers::sqrt3;
}

struct Conditions {  // of one recording
  double wander_mv;
  double muscle_mv;
  double mains_mv;
  double mains_hz;
  double breathing_hz;
};

Conditions DrawConditions(const NoiseOptions& options, Rng& rng) {
  Conditions conditions{};
  // Most recordings are clean, some are poor: log-normal sizes.
  conditions.wander_mv = options.level * 0.035 * std::exp(0.6 * rng.Normal());
  conditions.muscle_mv = options.level * 0.007 * std::exp(0.55 * rng.Normal());
  conditions.mains_mv =
      options.level * (rng.Bernoulli(0.4) ? 0.006 * std::exp(0.5 * rng.Normal()) : 0.0);
  conditions.mains_hz = rng.Bernoulli(0.8) ? 50.0 : 60.0;
  conditions.breathing_hz = rng.Uniform(0.18, 0.33);
  return conditions;
}

void AddWander(const Conditions& conditions, double sample_rate_hz, Rng& rng,
               std::vector<float>& samples) {
  const auto drawn = [&](double frequency_hz, double share) {
    const double amplitude_mv = conditions.wander_mv * share * rng.Uniform(0.3, 1.4);
    return Oscillator(frequency_hz, sample_rate_hz, amplitude_mv, rng.Uniform(0.0, kTwoPi));
  };
  Oscillator drift = drawn(rng.Uniform(0.05, 0.12), 1.2);
  Oscillator breathing = drawn(conditions.breathing_hz, 0.8);
  Oscillator motion = drawn(rng.Uniform(0.35, 0.6), 0.4);
  for (float& sample : samples) {
    sample += static_cast<float>(drift.Next() + breathing.Next() + motion.Next());
  }
}

void AddMuscle(const Conditions& conditions, double sample_rate_hz, Rng& rng,
               std::vector<float>& samples) {
  const double amplitude_mv = conditions.muscle_mv * rng.Uniform(0.6, 1.5);
  // Two one-pole filters: below 20 Hz off, above 120 Hz off; gain restored for white noise in.
  const double high = std::exp(-kTwoPi * 20.0 / sample_rate_hz);
  const double low = std::exp(-kTwoPi * std::min(120.0, 0.4 * sample_rate_hz) / sample_rate_hz);
  const double gain = amplitude_mv / std::sqrt((1.0 - low) / (1.0 + low));
  Oscillator effort(rng.Uniform(0.1, 0.5), sample_rate_hz, 0.45, rng.Uniform(0.0, kTwoPi));
  double smooth = 0.0;
  double slow = 0.0;
  for (float& sample : samples) {
    smooth = low * smooth + (1.0 - low) * CheapNormal(rng);
    slow = high * slow + (1.0 - high) * smooth;
    sample += static_cast<float>(gain * (1.0 + effort.Next()) * (smooth - slow));
  }
}

void AddMains(const Conditions& conditions, double sample_rate_hz, double phase, Rng& rng,
              std::vector<float>& samples) {
  const double amplitude_mv = conditions.mains_mv * rng.Uniform(0.2, 1.0);
  if (amplitude_mv == 0.0 || conditions.mains_hz > 0.4 * sample_rate_hz) return;
  Oscillator hum(conditions.mains_hz, sample_rate_hz, amplitude_mv, phase + rng.Normal(0.0, 0.3));
  for (float& sample : samples) sample += static_cast<float>(hum.Next());
}

}  // namespace

std::vector<std::vector<float>> MakeNoise(const NoiseOptions& options, Rng& rng) {
  if (options.level == 0.0) return {};
  const Conditions conditions = DrawConditions(options, rng);
  const double mains_phase = rng.Uniform(0.0, kTwoPi);
  std::vector<std::vector<float>> noise(kElectrodeCount);
  for (std::vector<float>& samples : noise) {
    samples.assign(options.sample_count, 0.0F);
    AddWander(conditions, options.sample_rate_hz, rng, samples);
    AddMuscle(conditions, options.sample_rate_hz, rng, samples);
    AddMains(conditions, options.sample_rate_hz, mains_phase, rng, samples);
  }
  return noise;
}

}  // namespace supreme
