#include "synth/heart/render.h"

#include <algorithm>
#include <cmath>

#include "synth/heart/fibrillation.h"
#include "synth/heart/wave_profile.h"

namespace supreme {
namespace {

void AddTemplate(const LeadTemplate& shape, int64_t onset_sample, double gain, CleanLeads& leads) {
  const auto count = static_cast<int64_t>(leads[0].size());
  const auto length = static_cast<int64_t>(shape.samples[0].size());
  const int64_t start = onset_sample - shape.lead_in_samples;
  const int64_t first = std::max<int64_t>(0, -start);
  const int64_t last = std::min(length, count - start);
  const auto factor = static_cast<float>(gain);
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    const float* const in = shape.samples[lead].data();
    float* const out = leads[lead].data();
    for (int64_t i = first; i < last; ++i) out[start + i] += factor * in[i];
  }
}

struct VentricularTemplate {
  LeadTemplate qrs_and_j;
  LeadTemplate t;
};

// The start of ST belongs to the QRS in every cycle; T and U move with the RR before.
VentricularTemplate MakeVentricularTemplate(const VentricularShape& shape, const Torso& torso,
                                            double sample_rate_hz) {
  constexpr double kStStartMs = 40.0;  // after J
  std::vector<Wave> fixed = shape.qrs;
  std::vector<Wave> moving;
  for (const Wave& wave : shape.st_t) {
    (wave.center_ms < shape.qrs_ms + kStStartMs ? fixed : moving).push_back(wave);
  }
  return {MakeTemplate(fixed, torso, sample_rate_hz), MakeTemplate(moving, torso, sample_rate_hz)};
}

template <class Shapes>
size_t PickFocus(const Shapes& shapes, uint8_t focus) {
  return std::min<size_t>(focus, shapes.size() - 1);
}

// Repolarisation answers the cycle before it: the T wave of a premature beat comes early (about a
// fifth of the change of RR), in fast rhythms never later than the cycle allows.
double RepolarisationShiftMs(const VentricularEvent& event, double mean_rr_s) {
  constexpr double kShare = 0.18;
  return std::clamp(1000.0 * kShare * (event.rr_before_s - mean_rr_s), -90.0, 60.0);
}

// Spikes are a millisecond wide and huge; what is left of them after the device's low-pass is
// small, differs between leads and is at times not seen at all.
void AddSpikes(const RhythmStrip& strip, const Torso& torso, double sample_rate_hz, Rng& rng,
               CleanLeads& leads) {
  if (strip.spikes.empty()) return;
  const double size_mv = std::exp(rng.Normal(std::log(0.35), 0.8));
  const Vector3 ventricular{0.5 * size_mv, -0.8 * size_mv, rng.Normal(0.1, 0.3) * size_mv};
  const Vector3 atrial{0.2 * size_mv, 0.5 * size_mv, rng.Normal(0.0, 0.3) * size_mv};
  const double width_ms = rng.Uniform(0.5, 1.0);
  const auto make = [&](const Vector3& peak) {
    const double sigma_ms = std::max(width_ms, 300.0 / sample_rate_hz);
    return MakeTemplate({{0.0, sigma_ms, sigma_ms, width_ms, peak, Source::kRightVentricle}}, torso,
                        sample_rate_hz);
  };
  const LeadTemplate shapes[] = {make(ventricular), make(atrial)};
  for (const PacingSpike& spike : strip.spikes) {
    AddTemplate(shapes[spike.atrial ? 1 : 0], std::llround(spike.time_s * sample_rate_hz), 1.0,
                leads);
  }
}

void AddAtria(const RhythmStrip& strip, const Heart& heart, const Torso& torso,
              double sample_rate_hz, CleanLeads& leads) {
  std::array<std::vector<LeadTemplate>, 4> templates;
  for (size_t kind = 0; kind < templates.size(); ++kind) {
    for (const AtrialShape& shape : heart.atrial[kind]) {
      templates[kind].push_back(MakeTemplate(shape.waves, torso, sample_rate_hz));
    }
  }
  for (const AtrialEvent& event : strip.atrial) {
    const auto& shapes = templates[static_cast<size_t>(event.kind)];
    if (shapes.empty()) continue;
    AddTemplate(shapes[PickFocus(shapes, event.focus)],
                std::llround(event.onset_s * sample_rate_hz), event.gain, leads);
  }
}

void AddVentricles(const RhythmStrip& strip, const Heart& heart, const Torso& torso,
                   double sample_rate_hz, CleanLeads& leads) {
  std::array<std::vector<VentricularTemplate>, 6> templates;
  for (size_t kind = 0; kind < templates.size(); ++kind) {
    for (const VentricularShape& shape : heart.ventricular[kind]) {
      templates[kind].push_back(MakeVentricularTemplate(shape, torso, sample_rate_hz));
    }
  }
  for (const VentricularEvent& event : strip.ventricular) {
    const auto& shapes = templates[static_cast<size_t>(event.kind)];
    if (shapes.empty()) continue;
    const VentricularTemplate& shape = shapes[ShapeIndex(event, shapes.size())];
    AddTemplate(shape.qrs_and_j, std::llround(event.onset_s * sample_rate_hz), event.gain, leads);
    const double t_onset_s = event.onset_s + RepolarisationShiftMs(event, strip.mean_rr_s) / 1000.0;
    AddTemplate(shape.t, std::llround(t_onset_s * sample_rate_hz), event.gain, leads);
  }
}

}  // namespace

LeadTemplate MakeTemplate(const std::vector<Wave>& waves, const Torso& torso,
                          double sample_rate_hz) {
  LeadTemplate shape;
  if (waves.empty()) return shape;
  const double step_ms = 1000.0 / sample_rate_hz;
  const WaveSpan span = SpanOf(waves);
  const auto first = static_cast<int64_t>(std::floor(span.first_ms / step_ms));
  const auto last = static_cast<int64_t>(std::ceil(span.last_ms / step_ms));
  shape.lead_in_samples = -first;
  for (auto& lead : shape.samples) lead.assign(static_cast<size_t>(last - first + 1), 0.0F);
  WaveProfile profile;
  for (const Wave& wave : waves) {
    SampleWave(wave, step_ms, profile);
    const IndependentLeads peaks = torso.Leads(wave.peak_mv, wave.source);
    for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
      const auto peak = static_cast<float>(peaks[lead]);
      float* const out = shape.samples[lead].data() + (profile.first - first);
      for (size_t i = 0; i < profile.values.size(); ++i) out[i] += peak * profile.values[i];
    }
  }
  return shape;
}

CleanLeads Render(const RhythmStrip& strip, const Heart& heart, const Torso& torso,
                  const StripLength& length, Rng& rng) {
  CleanLeads leads;
  const double rate_hz = length.sample_rate_hz;
  const auto count = static_cast<size_t>(std::llround(length.duration_s * rate_hz));
  for (auto& lead : leads) lead.assign(count, 0.0F);
  AddAtria(strip, heart, torso, rate_hz, leads);
  AddVentricles(strip, heart, torso, rate_hz, leads);
  AddSpikes(strip, torso, rate_hz, rng, leads);
  AddAtrialActivity(strip.activity, torso, rate_hz, rng, leads);
  return leads;
}

}  // namespace supreme
