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

struct Effort {
  std::vector<float> rumble_gain;  // at the points of the slow grid
  std::vector<float> hiss_gain;
};

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

struct BankPlace {
  const float* rumble = nullptr;
  const float* hiss = nullptr;
  size_t stride = 1;  // slower sample rates skip values
};

SUPREME_VECTOR_CLONES void AddBankNoise(const BankPlace& place, const SlowGrid& grid,
                                        const std::vector<float>& effort, float hiss_share,
                                        std::vector<float>& row) {
  const float rumble_share = std::sqrt(1.0F - hiss_share * hiss_share);
  for (size_t point = 0; point * grid.spacing < row.size(); ++point) {
    const size_t start = point * grid.spacing;
    const size_t count = std::min(grid.spacing, row.size() - start);
    const float slope =
        (effort[point + 1] - effort[point]) / static_cast<float>(grid.spacing);
    const float* rumble = place.rumble + start * place.stride;
    const float* hiss = place.hiss + start * place.stride;
    float* out = row.data() + start;
    if (place.stride == 1) {
      for (size_t i = 0; i < count; ++i) {
        const float gain = effort[point] + slope * static_cast<float>(static_cast<int>(i));
        out[i] += gain * (rumble_share * rumble[i] + hiss_share * hiss[i]);
      }
    } else {
      for (size_t i = 0; i < count; ++i) {
        out[i] += effort[point] * (rumble_share * rumble[i * place.stride] +
                                   hiss_share * hiss[i * place.stride]);
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

}  // namespace

PerElectrode AddMuscle(const SlowGrid& grid, double sample_rate_hz, double level, Rng& rng,
                       ElectrodeRows& rows) {
  const NoiseBank& bank = NoiseBank::Shared();
  BankPlace place;
  place.stride = std::max<size_t>(
      1, static_cast<size_t>(std::lround(NoiseBank::kFastRateHz / sample_rate_hz)));
  const size_t needed = rows[0].size() * place.stride;
  double size = level * LogNormal(1.0, 0.6, rng);
  if (rng.Bernoulli(0.08)) size *= rng.Uniform(1.5, 6.0);
  const double unrest = rng.Uniform(0.05, 0.4);
  const double usual_hiss = rng.Uniform(0.25, 0.9);
  uint64_t bursts = rng.Bernoulli(0.15) ? 1 + rng.Index(4) : 0;
  const double burst_factor = LogNormal(3.0, 0.6, rng);
  PerElectrode deviations{};
  for (size_t e = 0; e < kElectrodeCount; ++e) {
    const double gain_uv = size * kUsualMuscleUv[e] * LogNormal(1.0, 0.45, rng);
    std::vector<float> effort = MakeEffort(grid, gain_uv, unrest, rng);
    const size_t own_bursts = bursts > 0 && rng.Bernoulli(e < kFirstChest ? 0.6 : 0.2) ? bursts : 0;
    for (size_t i = 0; i < own_bursts; ++i) AddBurst(burst_factor, rng, effort);
    place.rumble = bank.rumble().data() + DrawPlace(bank.rumble(), needed, rng);
    place.hiss = bank.hiss().data() + DrawPlace(bank.hiss(), needed, rng);
    const double hiss = std::clamp(usual_hiss + 0.1 * rng.Normal(), 0.1, 0.97);
    AddBankNoise(place, grid, effort, static_cast<float>(hiss), rows[e]);
    deviations[e] = RootMeanSquare(effort);
  }
  if (rng.Bernoulli(0.03)) {
    AddTremor(sample_rate_hz, level * LogNormal(20.0, 0.6, rng), rng, rows);
  }
  return deviations;
}

}  // namespace supreme
