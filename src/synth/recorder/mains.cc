#include "synth/recorder/mains.h"

#include <array>
#include <cmath>
#include <numbers>

#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr double kAudibleShare = 0.3;  // most electrocardiographs remove it (PTB-XL: 10 % > 2 µV)
constexpr size_t kSide = 8;            // samples of an oscillator that are turned together

// The same hum a quarter of a period apart: any phase is a sum of both.
struct Hum {
  std::vector<float> cosine;
  std::vector<float> sine;
};

// A sum of sines by turning eight pointers at a time: no trigonometry per sample.
class Oscillator {
 public:
  Oscillator(double radians_per_sample, double amplitude, double phase)
      : turn_cosine_(static_cast<float>(std::cos(radians_per_sample * kSide))),
        turn_sine_(static_cast<float>(std::sin(radians_per_sample * kSide))) {
    for (size_t i = 0; i < kSide; ++i) {
      const double angle = phase + radians_per_sample * static_cast<double>(i);
      cosine_[i] = static_cast<float>(amplitude * std::cos(angle));
      sine_[i] = static_cast<float>(amplitude * std::sin(angle));
    }
  }
  SUPREME_VECTOR_CLONES void AddTo(Hum& hum);

 private:
  float turn_cosine_;
  float turn_sine_;
  std::array<float, kSide> cosine_{};
  std::array<float, kSide> sine_{};
};

SUPREME_VECTOR_CLONES void Oscillator::AddTo(Hum& hum) {
  for (size_t t = 0; t + kSide <= hum.cosine.size(); t += kSide) {
    float* cosine_out = hum.cosine.data() + t;
    float* sine_out = hum.sine.data() + t;
    for (size_t i = 0; i < kSide; ++i) {
      cosine_out[i] += cosine_[i];
      sine_out[i] += sine_[i];
      const float cosine = cosine_[i] * turn_cosine_ - sine_[i] * turn_sine_;
      sine_[i] = cosine_[i] * turn_sine_ + sine_[i] * turn_cosine_;
      cosine_[i] = cosine;
    }
  }
}

SUPREME_VECTOR_CLONES void AddScaled(const std::vector<float>& wave, float gain,
                                     std::vector<float>& row) {
  for (size_t t = 0; t < row.size(); ++t) row[t] += gain * wave[t];
}

// Standard deviation 1 for the fundamental alone.
Hum MakeHum(double frequency_hz, double sample_rate_hz, size_t samples, Rng& rng) {
  const double step = 2.0 * std::numbers::pi / sample_rate_hz;
  const size_t padded = (samples + kSide - 1) / kSide * kSide;
  Hum hum{std::vector<float>(padded, 0.0F), std::vector<float>(padded, 0.0F)};
  const auto add = [&](double hz, double share) {
    if (hz > 0.45 * sample_rate_hz) return;
    const double phase = rng.Uniform(0.0, 2.0 * std::numbers::pi);
    Oscillator(step * hz, std::numbers::sqrt2 * share, phase).AddTo(hum);
  };
  add(frequency_hz, 1.0);
  // A line close by makes the amplitude swell; odd harmonics come from rectifiers and lamps.
  add(frequency_hz + rng.Uniform(-0.6, 0.6), rng.Uniform(0.0, 0.6));
  if (rng.Bernoulli(0.5)) add(3.0 * frequency_hz, rng.Uniform(0.05, 0.5));
  if (rng.Bernoulli(0.3)) add(2.0 * frequency_hz, rng.Uniform(0.05, 0.3));
  return hum;
}

}  // namespace

Mains AddMains(double sample_rate_hz, double level, Rng& rng, ElectrodeRows& rows) {
  Mains mains;
  // A grid keeps its frequency within 0.1 Hz; a device's clock adds to that.
  mains.frequency_hz = (rng.Bernoulli(0.7) ? 50.0 : 60.0) + 0.03 * rng.Normal();
  if (!rng.Bernoulli(kAudibleShare) || mains.frequency_hz > 0.45 * sample_rate_hz) return mains;
  const double size_uv = level * 2.5 * std::exp(1.0 * rng.Normal());
  const Hum hum = MakeHum(mains.frequency_hz, sample_rate_hz, rows[0].size(), rng);
  for (size_t e = 0; e < kElectrodeCount; ++e) {
    const double own_uv = size_uv * std::exp(0.6 * rng.Normal());
    const double angle = 0.6 * rng.Normal();  // electrodes hear nearly the same phase
    AddScaled(hum.cosine, static_cast<float>(own_uv * std::cos(angle)), rows[e]);
    AddScaled(hum.sine, static_cast<float>(own_uv * std::sin(angle)), rows[e]);
    mains.deviation_uv[e] = own_uv;
  }
  return mains;
}

}  // namespace supreme
