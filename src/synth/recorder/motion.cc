#include "synth/recorder/motion.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "synth/recorder/noise_bank.h"

namespace supreme {
namespace {

constexpr double kPopShare = 0.05;

double DrawSize(double median_uv, double spread, Rng& rng) {
  const double size_uv = median_uv * std::exp(spread * rng.Normal());
  return rng.Bernoulli(0.5) ? size_uv : -size_uv;
}

// A jump at `start` that dies away; with a long time constant a step.
void AddJump(double size_uv, double decay_samples, size_t start, std::vector<float>& row) {
  const auto keep = static_cast<float>(std::exp(-1.0 / decay_samples));
  auto left = static_cast<float>(size_uv);
  for (size_t t = start; t < row.size() && std::abs(left) > 0.1F; ++t) {
    row[t] += left;
    left *= keep;
  }
}

}  // namespace

bool AddPops(double sample_rate_hz, double level, Rng& rng, ElectrodeRows& rows) {
  if (level == 0.0 || !rng.Bernoulli(kPopShare)) return false;
  const size_t electrode = rng.Index(kElectrodeCount);
  for (uint64_t left = 1 + rng.Index(6); left > 0; --left) {
    const bool step = rng.Bernoulli(0.3);
    const double decay_s = step ? rng.Uniform(2.0, 20.0) : 0.01 * std::exp(1.2 * rng.Normal());
    AddJump(level * DrawSize(160.0, 0.9, rng), decay_s * sample_rate_hz, rng.Index(rows[0].size()),
            rows[electrode]);
  }
  return true;
}

void AddContactLoss(double sample_rate_hz, double level, Rng& rng, ElectrodeRows& rows) {
  std::vector<float>& row = rows[rng.Index(kElectrodeCount)];
  const size_t start = rng.Bernoulli(0.3) ? 0 : rng.Index(row.size());
  const auto wanted = static_cast<size_t>(rng.Uniform(0.5, 8.0) * sample_rate_hz);
  const size_t count = std::min(wanted, row.size() - start);
  const std::span<const int16_t> hiss = NoiseBank::Shared().hiss();
  const std::span<const int16_t> rumble = NoiseBank::Shared().rumble();
  const size_t place = DrawPlace(hiss, count, rng);
  const auto hiss_uv =
      static_cast<float>(level * std::abs(DrawSize(30.0, 0.8, rng))) / NoiseBank::kFastUnit;
  const auto walk_uv =
      static_cast<float>(level * std::abs(DrawSize(25.0, 0.8, rng))) / NoiseBank::kFastUnit;
  const double hum_uv = level * std::abs(DrawSize(80.0, 1.0, rng));
  const double step = 2.0 * std::numbers::pi / sample_rate_hz;
  const double hum_hz = std::min(rng.Bernoulli(0.7) ? 50.0 : 60.0, 0.4 * sample_rate_hz);
  const std::complex<float> turn(std::polar(1.0, step * hum_hz));
  std::complex<float> hum(std::polar(hum_uv, rng.Uniform(0.0, 6.28)));
  float drift_uv = 0.0F;
  for (size_t i = 0; i < count; ++i) {
    drift_uv = 0.999F * drift_uv + walk_uv * static_cast<float>(rumble[place + i]);
    row[start + i] += drift_uv + hiss_uv * static_cast<float>(hiss[place + i]) + hum.real();
    hum = {hum.real() * turn.real() - hum.imag() * turn.imag(),
           hum.real() * turn.imag() + hum.imag() * turn.real()};
  }
  for (uint64_t left = rng.Index(5); left > 0; --left) {
    AddJump(level * DrawSize(500.0, 0.8, rng), 0.3 * sample_rate_hz, start + rng.Index(count), row);
  }
}

}  // namespace supreme
