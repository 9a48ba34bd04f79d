#include "synth/heart/fibrillation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

// One cycle of a periodic wave, read with linear interpolation.
constexpr size_t kTableSize = 256;
using Cycle = std::array<float, kTableSize + 1>;

// `phase` ≥ 0 in cycles.
float Read(const Cycle& cycle, double phase) {
  const double place = (phase - std::floor(phase)) * static_cast<double>(kTableSize);
  const auto index = std::min(static_cast<size_t>(place), kTableSize - 1);
  const auto rest = static_cast<float>(place - static_cast<double>(index));
  return cycle[index] + rest * (cycle[index + 1] - cycle[index]);
}

template <class Function>
Cycle MakeCycle(const Function& value) {
  Cycle cycle;
  float mean = 0.0F;
  for (size_t i = 0; i < kTableSize; ++i) {
    cycle[i] = static_cast<float>(value(static_cast<double>(i) / kTableSize));
    mean += cycle[i] / kTableSize;
  }
  for (size_t i = 0; i < kTableSize; ++i) cycle[i] -= mean;
  cycle[kTableSize] = cycle[0];
  return cycle;
}

double PeriodicBump(double phase, double center, double width) {
  double distance = phase - center;
  distance -= std::round(distance);
  return std::exp(-distance * distance / (2.0 * width * width));
}

// Walks to a new random value every fifth of a second, in straight lines.
class SlowWalk {
 public:
  SlowWalk(double deviation, double sample_rate_hz, Rng& rng)
      : deviation_(deviation), steps_(static_cast<int>(sample_rate_hz / 5.0)), rng_(rng) {
    value_ = rng_.Normal(0.0, deviation_);
  }
  double Next() {
    if (left_ == 0) {
      left_ = steps_;
      const double target = std::clamp(rng_.Normal(), -2.0, 2.0) * deviation_;
      slope_ = (target - value_) / steps_;
    }
    --left_;
    return value_ += slope_;
  }

 private:
  double deviation_;
  int steps_;
  Rng& rng_;
  int left_ = 0;
  double value_ = 0.0;
  double slope_ = 0.0;
};

// Scales `weights` so that the largest lead of II and V1 spans `size_mv` when the curve spans 2.
IndependentLeads Scaled(const IndependentLeads& weights, double size_mv, double span) {
  const double largest = std::max(std::abs(weights[1]), std::abs(weights[2]));
  IndependentLeads scaled = weights;
  for (double& weight : scaled) weight *= size_mv / (span * std::max(largest, 1e-3));
  return scaled;
}

void AddCurve(const std::vector<float>& curve, const IndependentLeads& weights, CleanLeads& leads) {
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    const auto weight = static_cast<float>(weights[lead]);
    float* const out = leads[lead].data();
    for (size_t s = 0; s < curve.size(); ++s) out[s] += weight * curve[s];
  }
}

// Two wandering fronts of different direction and rate: their sum changes shape all the time.
void AddFibrillation(const AtrialActivity& activity, const Torso& torso, double sample_rate_hz,
                     Rng& rng, CleanLeads& leads) {
  const double sharpness = rng.Uniform(0.1, 0.45);
  const Cycle cycle = MakeCycle([&](double phase) {
    const double angle = 2.0 * std::numbers::pi * phase;
    return std::sin(angle) + sharpness * std::sin(2.0 * angle) +
           0.4 * sharpness * std::sin(3.0 * angle);
  });
  const Vector3 fronts[] = {{rng.Normal(-0.3, 0.2), rng.Normal(0.1, 0.25), -1.0},
                            {rng.Normal(0.2, 0.3), rng.Normal(0.5, 0.3), rng.Normal(-0.2, 0.4)}};
  std::vector<float> curve(leads[0].size());
  for (size_t front = 0; front < 2; ++front) {
    SlowWalk rate(0.12, sample_rate_hz, rng);
    SlowWalk size(0.35, sample_rate_hz, rng);
    double phase = rng.Uniform();
    const double rate_hz = activity.rate_hz * (front == 0 ? 1.0 : rng.Uniform(0.8, 1.25));
    for (float& value : curve) {
      phase += rate_hz * (1.0 + rate.Next()) / sample_rate_hz;
      value = static_cast<float>(1.0 + size.Next()) * Read(cycle, phase);
    }
    const double size_mv = activity.size_mv * (front == 0 ? 0.75 : rng.Uniform(0.2, 0.5));
    const IndependentLeads weights = torso.Leads(fronts[front], Source::kAtria);
    AddCurve(curve, Scaled(weights, size_mv, 2.4), leads);
  }
}

void AddFlutter(const AtrialActivity& activity, const Torso& torso, double sample_rate_hz, Rng& rng,
                CleanLeads& leads) {
  // Up the septum and down the free wall (counterclockwise) in nine of ten.
  const double sense = rng.Bernoulli(0.88) ? 1.0 : -1.0;
  const double width = rng.Uniform(0.10, 0.16);
  const double end = rng.Uniform(0.2, 0.5);
  const Cycle frontal = MakeCycle([&](double phase) {
    return -PeriodicBump(phase, 0.5, width) - 0.35 * PeriodicBump(phase, 0.25, 0.14) +
           end * PeriodicBump(phase, 0.78, 0.09);
  });
  const double chest_width = rng.Uniform(0.07, 0.12);
  const Cycle chest =
      MakeCycle([&](double phase) { return PeriodicBump(phase, 0.6, chest_width); });
  const double period = sample_rate_hz / activity.rate_hz;
  std::vector<float> down(leads[0].size());
  std::vector<float> forward(leads[0].size());
  SlowWalk size(0.04, sample_rate_hz, rng);
  double phase = 1.0 - activity.start_s * activity.rate_hz;
  phase -= std::floor(phase);
  for (size_t s = 0; s < down.size(); ++s) {
    const auto gain = static_cast<float>(1.0 + size.Next());
    down[s] = gain * Read(frontal, phase);
    forward[s] = gain * Read(chest, phase);
    phase += 1.0 / period;
  }
  const Vector3 axis{rng.Normal(0.05, 0.12), 1.0, rng.Normal(0.0, 0.1)};
  IndependentLeads limb = Scaled(torso.Leads(axis, Source::kAtria), sense * activity.size_mv, 1.4);
  limb[2] *= 0.2;  // in V1 the right atrium's free wall, close by, is what is seen
  const Vector3 front{rng.Normal(-0.15, 0.1), 0.0, -1.0};
  AddCurve(down, limb, leads);
  AddCurve(forward,
           Scaled(torso.Leads(front, Source::kAtria),
                  sense * rng.Uniform(0.4, 0.9) * activity.size_mv, 1.0),
           leads);
}

}  // namespace

void AddAtrialActivity(const AtrialActivity& activity, const Torso& torso, double sample_rate_hz,
                       Rng& rng, CleanLeads& leads) {
  switch (activity.kind) {
    case AtrialActivity::Kind::kNone:
      return;
    case AtrialActivity::Kind::kFibrillation:
      return AddFibrillation(activity, torso, sample_rate_hz, rng, leads);
    case AtrialActivity::Kind::kFlutter:
      return AddFlutter(activity, torso, sample_rate_hz, rng, leads);
  }
}

}  // namespace supreme
