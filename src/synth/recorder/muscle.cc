#include "synth/recorder/muscle.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "signal/vectorised.h"
#include "synth/recorder/noise_bank.h"

namespace supreme {
namespace {

// RA, LA, LL, V1 … V6 (PTB-XL folds 1–4: arms loud, leg nearly silent).
constexpr PerElectrode kUsualMuscleUv = {4.2, 5.2, 1.6, 1.4, 1.4, 1.4, 1.4, 1.5, 1.7};

double LogNormal(double median, double spread, Rng& rng) {
  return median * std::exp(spread * rng.Normal());
}

// A smooth swelling of the muscle within part of the recording.
void AddBurst(double factor, Rng& rng, std::vector<float>& gain) {
  const auto points = static_cast<double>(gain.size());
  const double half = NoiseBank::kWanderRateHz * rng.Uniform(0.15, 2.5);
  const double middle = rng.Uniform(0.0, points);
  const auto first = static_cast<size_t>(std::max(0.0, std::ceil(middle - half)));
  const auto last = static_cast<size_t>(std::min(points, middle + half));
  for (size_t i = first; i < last; ++i) {
    const double u = (static_cast<double>(i) - middle) / half;
    gain[i] *= static_cast<float>(1.0 + factor * (1.0 - u * u) * (1.0 - u * u));
  }
}

// Effort comes and goes slowly in all recordings.
std::vector<float> MakeEffort(const SlowGrid& grid, double gain_uv, double unrest, Rng& rng) {
  const std::span<const float> bank = NoiseBank::Shared().wander();
  const size_t place = DrawPlace(bank, grid.points * 4, rng);
  std::vector<float> effort(grid.points);
  for (size_t i = 0; i < grid.points; ++i) {
    const double swell = unrest * bank[place + 4 * i];
    effort[i] = static_cast<float>(gain_uv * std::max(0.25, 1.0 + swell));
  }
  return effort;
}

// One electrode's noise and where in the bank it comes from.
struct Voice {
  const int16_t* rumble = nullptr;
  const int16_t* hiss = nullptr;
  float rumble_share = 1.0F;
  float hiss_share = 0.0F;
  std::vector<float> effort_uv;  // at the points of the slow grid
};

// `stride`: slower sample rates skip values of the bank.
SUPREME_VECTOR_CLONES void AddVoice(const Voice& voice, const SlowGrid& grid, size_t stride,
                                    std::vector<float>& row) {
  const auto spacing = static_cast<float>(static_cast<int>(grid.spacing));
  for (size_t point = 0; point * grid.spacing < row.size(); ++point) {
    const size_t start = point * grid.spacing;
    const int count = static_cast<int>(std::min(grid.spacing, row.size() - start));
    const float effort = voice.effort_uv[point];
    const float slope = (voice.effort_uv[point + 1] - effort) / spacing;
    const int16_t* rumble = voice.rumble + start * stride;
    const int16_t* hiss = voice.hiss + start * stride;
    float* out = row.data() + start;
    const int step = static_cast<int>(stride);
    if (step == 1) {
      for (int i = 0; i < count; ++i) {
        out[i] += (effort + slope * static_cast<float>(i)) *
                  (voice.rumble_share * static_cast<float>(rumble[i]) +
                   voice.hiss_share * static_cast<float>(hiss[i]));
      }
    } else {
      for (int i = 0; i < count; ++i) {
        out[i] += effort * (voice.rumble_share * static_cast<float>(rumble[i * step]) +
                            voice.hiss_share * static_cast<float>(hiss[i * step]));
      }
    }
  }
}

// Trembling arms, 4–9 Hz: looks like flutter where only limb leads show it.
void AddTremor(double sample_rate_hz, double size_uv, Rng& rng, ElectrodeRows& rows) {
  const double frequency_hz = rng.Uniform(4.0, 9.0);
  const size_t arm = rng.Bernoulli(0.5) ? kRightArm : kLeftArm;
  const double swell_hz = rng.Uniform(0.05, 0.4);
  const double step = 2.0 * std::numbers::pi / sample_rate_hz;
  const std::complex<float> turn(std::polar(1.0, step * frequency_hz));
  const std::complex<float> swell_turn(std::polar(1.0, step * swell_hz));
  std::complex<float> wave(std::polar(size_uv, rng.Uniform(0.0, 6.28)));
  std::complex<float> swell(std::polar(1.0, rng.Uniform(0.0, 6.28)));
  const auto multiply = [](const std::complex<float>& a, const std::complex<float>& b) {
    return std::complex<float>(a.real() * b.real() - a.imag() * b.imag(),
                               a.real() * b.imag() + a.imag() * b.real());
  };
  for (float& value : rows[arm]) {
    const float shape = wave.real() * (1.0F + 0.004F * wave.imag());
    value += shape * (1.0F + 0.7F * swell.real());
    wave = multiply(wave, turn);
    swell = multiply(swell, swell_turn);
  }
}

double RootMeanSquare(const std::vector<float>& values) {
  double sum = 0.0;
  for (const float value : values) sum += static_cast<double>(value) * value;
  return std::sqrt(sum / static_cast<double>(values.size()));
}

// What all electrodes of a recording have in common.
struct Tension {
  double size = 1.0;
  double unrest = 0.2;
  double hiss = 0.5;
  uint64_t bursts = 0;
  double burst_factor = 3.0;
};

Tension DrawTension(double level, Rng& rng) {
  Tension tension;
  tension.size = level * LogNormal(1.0, 0.6, rng);
  if (rng.Bernoulli(0.08)) tension.size *= rng.Uniform(1.5, 6.0);
  tension.unrest = rng.Uniform(0.05, 0.4);
  tension.hiss = rng.Uniform(0.25, 0.9);
  tension.bursts = rng.Bernoulli(0.15) ? 1 + rng.Index(4) : 0;
  tension.burst_factor = LogNormal(3.0, 0.6, rng);
  return tension;
}

Voice DrawVoice(const Tension& tension, size_t electrode, const SlowGrid& grid, size_t needed,
                Rng& rng) {
  const NoiseBank& bank = NoiseBank::Shared();
  const double gain_uv = tension.size * kUsualMuscleUv[electrode] * LogNormal(1.0, 0.45, rng);
  Voice voice;
  voice.effort_uv = MakeEffort(grid, gain_uv, tension.unrest, rng);
  if (rng.Bernoulli(electrode < kFirstChest ? 0.6 : 0.2)) {
    for (uint64_t i = 0; i < tension.bursts; ++i) {
      AddBurst(tension.burst_factor, rng, voice.effort_uv);
    }
  }
  voice.rumble = bank.rumble().data() + DrawPlace(bank.rumble(), needed, rng);
  voice.hiss = bank.hiss().data() + DrawPlace(bank.hiss(), needed, rng);
  const double hiss = std::clamp(tension.hiss + 0.1 * rng.Normal(), 0.1, 0.97);
  voice.hiss_share = static_cast<float>(hiss) / NoiseBank::kFastUnit;
  voice.rumble_share = static_cast<float>(std::sqrt(1.0 - hiss * hiss)) / NoiseBank::kFastUnit;
  return voice;
}

}  // namespace

PerElectrode AddMuscle(const SlowGrid& grid, double sample_rate_hz, double level, Rng& rng,
                       ElectrodeRows& rows) {
  const auto stride = std::max<size_t>(
      1, static_cast<size_t>(std::lround(NoiseBank::kFastRateHz / sample_rate_hz)));
  const Tension tension = DrawTension(level, rng);
  PerElectrode deviations{};
  for (size_t e = 0; e < kElectrodeCount; ++e) {
    const Voice voice = DrawVoice(tension, e, grid, rows[e].size() * stride, rng);
    AddVoice(voice, grid, stride, rows[e]);
    deviations[e] = RootMeanSquare(voice.effort_uv);
  }
  if (rng.Bernoulli(0.03)) {
    AddTremor(sample_rate_hz, level * LogNormal(20.0, 0.6, rng), rng, rows);
  }
  return deviations;
}

}  // namespace supreme
