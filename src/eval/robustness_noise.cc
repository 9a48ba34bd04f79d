#include "eval/robustness_noise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "eval/window_padding.h"
#include "synth/recorder/electrodes.h"
#include "synth/recorder/muscle.h"
#include "synth/recorder/wander.h"

namespace supreme {
namespace {

ElectrodeRows MakeWhite(size_t samples, Rng& rng) {
  ElectrodeRows rows;
  for (auto& row : rows) {
    row.resize(samples);
    for (float& value : row) value = static_cast<float>(rng.Normal());
  }
  return rows;
}

ElectrodeRows MakeWanderRows(size_t samples, Rng& rng) {
  const SlowGrid grid = MakeSlowGrid(samples, kWindowRateHz);
  bool moved = false;
  const ElectrodeRows slow = MakeWander(grid, 1.0, rng, moved);
  const auto spacing = static_cast<float>(grid.spacing);
  ElectrodeRows rows;
  for (size_t e = 0; e < kElectrodeCount; ++e) {
    rows[e].resize(samples);
    for (size_t i = 0; i < samples; ++i) {
      const size_t point = i / grid.spacing;
      const float share = static_cast<float>(i % grid.spacing) / spacing;
      rows[e][i] = std::lerp(slow[e][point], slow[e][point + 1], share);
    }
  }
  return rows;
}

// Every electrode hears the line with its own strength and nearly the same phase.
ElectrodeRows MakeMains(size_t samples, Rng& rng) {
  const double hz = rng.Bernoulli(0.5) ? 50.0 : 60.0;
  const double third = rng.Uniform(0.0, 0.3);
  const double phase = rng.Uniform(0.0, 2.0 * std::numbers::pi);
  ElectrodeRows rows;
  for (auto& row : rows) {
    row.resize(samples);
    const double size = std::exp(0.6 * rng.Normal());
    const double own = phase + 0.6 * rng.Normal();
    for (size_t i = 0; i < samples; ++i) {
      const double angle =
          own + 2.0 * std::numbers::pi * hz * static_cast<double>(i) / kWindowRateHz;
      row[i] = static_cast<float>(size * (std::sin(angle) + third * std::sin(3.0 * angle)));
    }
  }
  return rows;
}

ElectrodeRows MakeMuscle(size_t samples, Rng& rng) {
  ElectrodeRows rows;
  for (auto& row : rows) row.assign(samples, 0.0F);
  AddMuscle(MakeSlowGrid(samples, kWindowRateHz), kWindowRateHz, 1.0, rng, rows);
  return rows;
}

ElectrodeRows MakeRows(NoiseKind kind, size_t samples, Rng& rng) {
  switch (kind) {
    case NoiseKind::kWhite:
      return MakeWhite(samples, rng);
    case NoiseKind::kWander:
      return MakeWanderRows(samples, rng);
    case NoiseKind::kMains:
      return MakeMains(samples, rng);
    case NoiseKind::kMuscle:
      break;
  }
  return MakeMuscle(samples, rng);
}

using LeadRow = std::vector<float>;

// Einthoven, Goldberger, and chest electrodes against Wilson's terminal.
std::array<LeadRow, kLeadCount> FormLeads(const ElectrodeRows& rows) {
  const auto combine = [&](std::array<float, 3> limb, size_t chest) {
    LeadRow lead(rows[0].size());
    for (size_t i = 0; i < lead.size(); ++i) {
      lead[i] = limb[0] * rows[kRightArm][i] + limb[1] * rows[kLeftArm][i] +
                limb[2] * rows[kLeftLeg][i] + (chest > 0 ? rows[chest][i] : 0.0F);
    }
    return lead;
  };
  constexpr float kThird = 1.0F / 3.0F;
  std::array<LeadRow, kLeadCount> leads = {
      combine({-1, 1, 0}, 0),        combine({-1, 0, 1}, 0),        combine({0, -1, 1}, 0),
      combine({1, -0.5F, -0.5F}, 0), combine({-0.5F, 1, -0.5F}, 0), combine({-0.5F, -0.5F, 1}, 0)};
  for (size_t chest = 0; chest < 6; ++chest) {
    leads[6 + chest] = combine({-kThird, -kThird, -kThird}, kFirstChest + chest);
  }
  return leads;
}

double Variance(std::span<const float> values) {
  double sum = 0.0, squares = 0.0;
  for (const float value : values) {
    sum += static_cast<double>(value);
    squares += static_cast<double>(value) * static_cast<double>(value);
  }
  const auto count = static_cast<double>(values.size());
  return std::max(0.0, squares / count - (sum / count) * (sum / count));
}

}  // namespace

void AddNoise(NoiseKind kind, double snr_db, EcgWindow& window, Rng& rng) {
  const size_t used = UsedSamples(window);
  const auto leads = FormLeads(MakeRows(kind, used, rng));
  double ecg = 0.0, noise = 0.0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0) continue;
    ecg += Variance({&window.samples_mv[lead * kWindowSamples], used});
    noise += Variance(leads[lead]);
  }
  if (ecg <= 0.0 || noise <= 0.0) return;
  const auto gain = static_cast<float>(std::sqrt(ecg / noise / std::pow(10.0, snr_db / 10.0)));
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0) continue;
    float* samples = &window.samples_mv[lead * kWindowSamples];
    for (size_t i = 0; i < used; ++i) samples[i] += gain * leads[lead][i];
  }
}

}  // namespace supreme
