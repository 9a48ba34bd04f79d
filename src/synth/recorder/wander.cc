#include "synth/recorder/wander.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "synth/recorder/noise_bank.h"

namespace supreme {
namespace {

// RA, LA, LL, V1 … V6: of the bank's noise, before the high-pass. Fitted to what leads show below
// 0.5 Hz (PTB-XL folds 1–4: medians 29 µV in I, 40 in II, 46 in III, 35 in V1, 46 in V6).
constexpr PerElectrode kUsualWanderUv = {26, 53, 77, 65, 65, 71, 77, 86, 96};

double LogNormal(double median, double spread, Rng& rng) {
  return median * std::exp(spread * rng.Normal());
}

// Adds noise of the bank, `pace` times as fast as it was made.
void AddBankNoise(double gain_uv, double pace, Rng& rng, std::vector<float>& row) {
  const std::span<const float> bank = NoiseBank::Shared().wander();
  const auto needed = static_cast<size_t>(pace * static_cast<double>(row.size())) + 2;
  double place = static_cast<double>(DrawPlace(bank, needed, rng));
  for (float& value : row) {
    const auto index = static_cast<size_t>(place);
    const double share = place - static_cast<double>(index);
    const double low = bank[index];
    const double high = bank[index + 1];
    value += static_cast<float>(gain_uv * (low + share * (high - low)));
    place += pace;
  }
}

// Breaths of uneven depth and length, standard deviation about 1.
std::vector<float> MakeBreathing(const SlowGrid& grid, Rng& rng) {
  const double rate_hz = rng.Uniform(0.13, 0.42);
  const double asymmetry = rng.Uniform(0.0, 0.6);
  const double unevenness = rng.Uniform(0.05, 0.35);
  double phase = rng.Uniform(0.0, 2.0 * std::numbers::pi);
  double depth = 1.3;
  double pace = 1.0;
  std::vector<float> breathing(grid.points);
  for (float& value : breathing) {
    phase += 2.0 * std::numbers::pi * rate_hz * pace / NoiseBank::kWanderRateHz;
    if (phase > 2.0 * std::numbers::pi) {
      phase -= 2.0 * std::numbers::pi;
      depth = 1.3 * std::exp(unevenness * rng.Normal());
      pace = std::exp(0.5 * unevenness * rng.Normal());
    }
    // A breath starts and ends at zero, so that a change of depth makes no step.
    value = static_cast<float>(depth * (std::sin(phase) + asymmetry * std::sin(2.0 * phase)));
  }
  return breathing;
}

// A movement: up and down again within a second or two.
void AddMovement(double size_uv, Rng& rng, std::vector<float>& row) {
  const auto points = static_cast<double>(row.size());
  const double half = NoiseBank::kWanderRateHz * rng.Uniform(0.12, 1.2);
  const double middle = rng.Uniform(0.0, points);
  const double skew = rng.Uniform(-0.8, 0.8);
  const auto first = static_cast<size_t>(std::max(0.0, std::ceil(middle - half)));
  const auto last = static_cast<size_t>(std::min(points, middle + half));
  for (size_t i = first; i < last; ++i) {
    const double u = (static_cast<double>(i) - middle) / half;
    const double bump = (1.0 - u * u) * (1.0 - u * u);
    row[i] += static_cast<float>(size_uv * bump * (1.0 + 2.0 * skew * u));
  }
}

}  // namespace

SlowGrid MakeSlowGrid(size_t samples, double sample_rate_hz) {
  SlowGrid grid;
  grid.spacing = std::max<size_t>(
      1, static_cast<size_t>(std::lround(sample_rate_hz / NoiseBank::kWanderRateHz)));
  grid.points = samples / grid.spacing + 2;
  return grid;
}

ElectrodeRows MakeWander(const SlowGrid& grid, double level, Rng& rng, bool& moved) {
  // Most recordings are steady and a few are awful.
  double size = level * LogNormal(1.0, 0.42, rng);
  if (rng.Bernoulli(0.09)) size *= rng.Uniform(1.5, 4.5);
  const double breathing_size = LogNormal(0.3, 0.7, rng);
  const std::vector<float> breathing = MakeBreathing(grid, rng);
  const double pace = rng.Uniform(0.35, 1.1);
  const double restless = LogNormal(0.14, 0.5, rng);  // share of faster noise
  ElectrodeRows rows;
  for (size_t e = 0; e < kElectrodeCount; ++e) {
    const double own_uv = size * kUsualWanderUv[e] * LogNormal(1.0, 0.35, rng);
    rows[e].assign(grid.points, 0.0F);
    AddBankNoise(own_uv, pace, rng, rows[e]);
    AddBankNoise(own_uv * restless, 6.0 * pace, rng, rows[e]);
    const double breath_uv = own_uv * breathing_size * rng.Normal();
    for (size_t i = 0; i < grid.points; ++i) {
      rows[e][i] += static_cast<float>(breath_uv) * breathing[i];
    }
  }
  moved = rng.Bernoulli(0.08);
  for (uint64_t left = moved ? 1 + rng.Index(5) : 0; left > 0; --left) {
    const double size_uv = level * LogNormal(130.0, 0.8, rng);
    AddMovement(rng.Bernoulli(0.5) ? size_uv : -size_uv, rng, rows[rng.Index(kElectrodeCount)]);
  }
  return rows;
}

}  // namespace supreme
