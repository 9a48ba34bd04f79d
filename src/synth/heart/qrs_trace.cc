#include "synth/heart/qrs_trace.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "synth/heart/wave_profile.h"

namespace supreme {
namespace {

constexpr double kStepMs = 2.0;
// Smaller deflections are not called a wave.
constexpr double kSmallestWaveMv = 0.03;
constexpr double kSmallestQMv = 0.01;

double AxisOf(double net_i, double net_avf) {
  return 180.0 / std::numbers::pi * std::atan2(2.0 / std::numbers::sqrt3 * net_avf, net_i);
}

using Curve = std::span<const float>;

double CountBelow(Curve curve, double limit_mv) {
  return kStepMs * static_cast<double>(std::count_if(curve.begin(), curve.end(),
                                                     [=](float v) { return v < limit_mv; }));
}

QrsDeflections Measure(Curve curve) {
  QrsDeflections d;
  const auto [lowest, highest] = std::minmax_element(curve.begin(), curve.end());
  d.peak_to_peak_mv = static_cast<double>(*highest) - *lowest;
  for (const float value : curve) d.net_mv_ms += kStepMs * value;
  auto r = highest;
  if (*highest < kSmallestWaveMv) {
    d.q_mv = *lowest;
    d.q_ms = CountBelow(curve, -kSmallestQMv);
    return d;
  }
  // Of two R waves the first is R, the second R'.
  const auto dip = std::min_element(curve.begin(), highest);
  const auto before = std::max_element(curve.begin(), dip);
  if (dip != highest && *dip < -0.1F && *before > kSmallestWaveMv) {
    r = before;
    d.r_prime_mv = *highest;
  }
  d.r_mv = *r;
  const Curve first(curve.begin(), r);
  const Curve last(r, curve.end());
  if (!first.empty()) d.q_mv = std::min(0.0F, *std::min_element(first.begin(), first.end()));
  if (d.q_mv < -2.0 * kSmallestQMv) d.q_ms = CountBelow(first, -kSmallestQMv);
  const auto s = std::min_element(last.begin(), last.end());
  d.s_mv = std::min(0.0F, *s);
  if (d.s_mv < -kSmallestWaveMv && d.r_prime_mv == 0.0) {
    d.r_prime_mv = std::max(0.0F, *std::max_element(s, last.end()));
    if (d.r_prime_mv < kSmallestWaveMv) d.r_prime_mv = 0.0;
  }
  auto begin = r;
  auto end = r;
  while (begin != curve.begin() && *begin > kSmallestQMv) --begin;
  while (end != curve.end() && *end > kSmallestQMv) ++end;
  d.r_ms = kStepMs * static_cast<double>(end - begin);
  return d;
}

}  // namespace

QrsTrace::QrsTrace(std::span<const Wave> waves, const Torso& torso) {
  const WaveSpan span = SpanOf(waves);
  const auto first = static_cast<int64_t>(std::floor(span.first_ms / kStepMs));
  const auto count =
      static_cast<size_t>(std::ceil(span.last_ms / kStepMs)) - static_cast<size_t>(first) + 1;
  std::vector<float> curves(kIndependentLeadCount * count, 0.0F);
  WaveProfile profile;
  for (const Wave& wave : waves) {
    SampleWave(wave, kStepMs, profile);
    const IndependentLeads peaks = torso.Leads(wave.peak_mv, wave.source);
    for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
      const auto peak = static_cast<float>(peaks[lead]);
      float* const out = curves.data() + lead * count + (profile.first - first);
      for (size_t i = 0; i < profile.values.size(); ++i) out[i] += peak * profile.values[i];
    }
  }
  const auto row = [&](size_t lead) { return Curve(curves).subspan(lead * count, count); };
  leads_[kLeadI] = Measure(row(0));
  leads_[kLeadII] = Measure(row(1));
  for (size_t chest = 0; chest < 6; ++chest) leads_[kLeadV1 + chest] = Measure(row(2 + chest));
  struct Mix {
    size_t lead;
    float i;
    float ii;
  };
  constexpr Mix kMixes[] = {{kLeadIII, -1.0F, 1.0F},
                            {kLeadAvr, -0.5F, -0.5F},
                            {kLeadAvl, 1.0F, -0.5F},
                            {kLeadAvf, -0.5F, 1.0F}};
  std::vector<float> mixed(count);
  for (const Mix& mix : kMixes) {
    for (size_t s = 0; s < count; ++s) mixed[s] = mix.i * row(0)[s] + mix.ii * row(1)[s];
    leads_[mix.lead] = Measure(mixed);
  }
}

double QrsTrace::AxisDegrees() const {
  return AxisOf(leads_[kLeadI].net_mv_ms, leads_[kLeadAvf].net_mv_ms);
}

double QrsTrace::LimbVoltageMv() const {
  double largest_mv = 0.0;
  for (size_t lead = 0; lead < 6; ++lead) {
    largest_mv = std::max(largest_mv, leads_[lead].peak_to_peak_mv);
  }
  return largest_mv;
}

double QrsTrace::SokolowLyonMv() const {
  return std::max(leads_[kLeadV5].HighestMv(), leads_[kLeadV6].HighestMv()) -
         leads_[kLeadV1].LowestMv();
}

double QrsTrace::CornellMv() const {
  return leads_[kLeadAvl].HighestMv() - leads_[kLeadV3].LowestMv();
}

double AxisDegrees(std::span<const Wave> waves, const Torso& torso) {
  double net_i = 0.0;
  double net_ii = 0.0;
  for (const Wave& wave : waves) {
    // A Gaussian's area is σ √(2π), half of it on each side.
    const double width_ms =
        std::sqrt(std::numbers::pi / 2.0) * (wave.left_sigma_ms + wave.right_sigma_ms) +
        wave.hold_ms;
    const IndependentLeads peaks = torso.Leads(wave.peak_mv, wave.source);
    net_i += width_ms * peaks[0];
    net_ii += width_ms * peaks[1];
  }
  return AxisOf(net_i, net_ii - net_i / 2.0);
}

}  // namespace supreme
