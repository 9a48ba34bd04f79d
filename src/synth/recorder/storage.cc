#include "synth/recorder/storage.h"

#include <array>

#include "signal/vectorised.h"

namespace supreme {
namespace {

SUPREME_VECTOR_CLONES void RoundSteps(const StorageSettings& settings, LeadSteps& steps) {
  const auto step_uv = static_cast<float>(settings.step_uv);
  LeadStep::Vector to_steps{};
  for (size_t lead = 0; lead < settings.gain.size(); ++lead) {
    to_steps[lead] = static_cast<float>(settings.gain[lead] / settings.step_uv);
  }
  for (LeadStep& step : steps) {
    const LeadStep::Vector whole = (step.uv * to_steps + kRounder) - kRounder;
    step.uv = whole * step_uv;
  }
}

// The noise a compressed recording keeps: the last kept value until it is wrong by more than the
// tolerance.
SUPREME_VECTOR_CLONES void AddHeld(const LeadSteps& noise, float tolerance_uv, LeadSteps& heart) {
  LeadStep::Vector held = noise[0].uv;
  for (size_t t = 0; t < heart.size(); ++t) {
    const LeadStep::Vector now = noise[t].uv;
    const LeadStep::Vector error = now - held;
    const auto far = (error > tolerance_uv) | (error < -tolerance_uv);
    held = far ? now : held;
    heart[t].uv += held;
  }
}

// By straight lines: `count` values at `pace` input values each.
SUPREME_VECTOR_CLONES void Stretch(double pace, size_t count, const LeadSteps& in, LeadSteps& out) {
  out.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const double place = pace * static_cast<double>(i);
    const auto index = static_cast<size_t>(place);
    const size_t next = index + 1 < in.size() ? index + 1 : in.size() - 1;
    const size_t here = index < in.size() ? index : in.size() - 1;
    const auto share = static_cast<float>(place - static_cast<double>(index));
    out[i].uv = in[here].uv + share * (in[next].uv - in[here].uv);
  }
}

constexpr double kCoarsePace = 1.25;  // 500 samples/s for 400

}  // namespace

StorageSettings DrawStorage(double sample_rate_hz, Rng& rng) {
  StorageSettings settings;
  constexpr std::array<double, 6> kStepsUv = {1.0, 2.44, 2.5, 4.88, 4.88, 5.0};
  settings.step_uv = kStepsUv[rng.Index(kStepsUv.size())];
  settings.compressed = sample_rate_hz >= 400.0 && rng.Bernoulli(0.4);
  if (settings.compressed) {
    settings.step_uv = 5.0;
    settings.tolerance_uv = rng.Uniform(10.0, 24.0);
  }
  const double common = 1.0 + 0.01 * rng.Normal();
  for (double& gain : settings.gain) gain = common + 0.004 * rng.Normal();
  return settings;
}

void Compress(const StorageSettings& settings, const LeadSteps& noise, LeadSteps& coarse,
              LeadSteps& heart) {
  const size_t count = heart.size();
  AddHeld(noise, static_cast<float>(settings.tolerance_uv), heart);
  const auto coarse_count = static_cast<size_t>(static_cast<double>(count) / kCoarsePace) + 1;
  Stretch(kCoarsePace, coarse_count, heart, coarse);
  RoundSteps(settings, coarse);
  Stretch(1.0 / kCoarsePace, count, coarse, heart);
}

void Quantise(const StorageSettings& settings, LeadSteps& steps) { RoundSteps(settings, steps); }

}  // namespace supreme
