#include "synth/rhythm/strip.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "synth/rhythm/base_rhythm.h"
#include "synth/rhythm/beat.h"
#include "synth/rhythm/extra_beats.h"

namespace supreme {
namespace {

using enum Finding;

constexpr double kTwoPi = 2.0 * std::numbers::pi;
constexpr double kBeforeS = -3.0;
constexpr double kAfterS = 2.0;
constexpr int kAttempts = 12;

Finding BaseRhythm(const Diagnosis& diagnosis) {
  const auto first = static_cast<size_t>(kSinusRhythm);
  const auto last = static_cast<size_t>(kPacedDual);
  for (size_t i = first; i <= last; ++i) {
    if (diagnosis.Has(static_cast<Finding>(i))) return static_cast<Finding>(i);
  }
  return kSinusRhythm;
}

BeatPlan MakeBase(const RhythmCase& rhythm, Finding base, Rng& rng) {
  switch (base) {
    case kAtrialFibrillation:
      return MakeFibrillation(rhythm, rng);
    case kAtrialFlutter:
      return MakeFlutter(rhythm, rng);
    case kAvNodalReentry:
    case kAvReentry:
      return MakeReentry(rhythm, base, rng);
    case kAtrialTachycardia:
    case kEctopicAtrialRhythm:
      return MakeAtrialFocus(rhythm, base, rng);
    case kWanderingPacemaker:
      return MakeWanderingPacemaker(rhythm, rng);
    case kJunctionalRhythm:
      return MakeJunctionalRhythm(rhythm, rng);
    case kVentricularEscapeRhythm:
    case kIdioventricularRhythm:
    case kVentricularTachycardia:
      return MakeVentricularRhythm(rhythm, base, rng);
    case kPacedAtrial:
    case kPacedVentricular:
    case kPacedDual:
      return MakePacedRhythm(rhythm, base, rng);
    default:
      return MakeSinusRhythm(rhythm, base, rng);
  }
}

// About normal, mean 0 and standard deviation 1, from the bits of a seed (a generator would cost
// more than the rest of the rhythm).
double PatientDeviation(uint64_t seed) {
  double sum = 0.0;
  for (int part = 0; part < 4; ++part) sum += static_cast<double>((seed >> (16 * part)) & 0xFFFF);
  return (sum / 65536.0 - 2.0) * std::numbers::sqrt3;
}

RhythmCase MakeCase(const Patient& patient, const Diagnosis& diagnosis, double duration_s,
                    Rng& rng) {
  RhythmCase rhythm{.patient = patient, .diagnosis = diagnosis, .duration_s = duration_s};
  rhythm.pr_deviation = PatientDeviation(patient.anatomy_seed);
  rhythm.breathing_hz = std::clamp(rng.Normal(0.25, 0.05), 0.14, 0.42);
  rhythm.breathing_phase = rng.Uniform(0.0, kTwoPi);
  return rhythm;
}

// The heart moves with the diaphragm, and a longer filling makes a larger beat (Brody 1956).
class GainModel {
 public:
  GainModel(const RhythmCase& rhythm, double rr_s, Rng& rng)
      : rhythm_(rhythm),
        rr_s_(rr_s),
        breathing_(rng.Uniform(0.005, 0.055)),
        filling_(rng.Uniform(0.0, 0.06)),
        noise_(rng.Uniform(0.003, 0.012)),
        lag_(rng.Uniform(-1.0, 1.0)) {}

  double At(double time_s, double rr_before_s, Rng& rng) const {
    const double phase = kTwoPi * rhythm_.breathing_hz * time_s + rhythm_.breathing_phase + lag_;
    const double filling = std::clamp(rr_before_s / rr_s_ - 1.0, -0.5, 1.0);
    return 1.0 + breathing_ * std::sin(phase) + filling_ * filling +
           noise_ * std::clamp(rng.Normal(), -2.5, 2.5);
  }

 private:
  const RhythmCase& rhythm_;
  double rr_s_;
  double breathing_;
  double filling_;
  double noise_;
  double lag_;
};

void AddAtrialEvent(const Beat& beat, const GainModel& gain, double rr_s, Rng& rng,
                    RhythmStrip& strip) {
  strip.atrial.push_back({.onset_s = beat.p_s,
                          .kind = beat.atrial,
                          .focus = beat.atrial_focus,
                          .gain = gain.At(beat.p_s, rr_s, rng)});
}

// Events of the plan within the recording and some time around it, in order.
RhythmStrip Finish(const RhythmCase& rhythm, const BeatPlan& plan, Rng& rng) {
  RhythmStrip strip;
  strip.activity = plan.activity;
  strip.mean_rr_s = plan.rr_s;
  strip.atrial_rate_bpm = plan.atrial_rate_bpm;
  strip.pr_ms = 1000.0 * plan.pr_s;
  const GainModel gain(rhythm, plan.rr_s, rng);
  const auto near = [&](double time_s) {
    return time_s >= kBeforeS && time_s <= rhythm.duration_s + kAfterS;
  };
  double before_s = -1e9;
  for (const Beat& beat : plan.beats) {
    if (beat.has_p && near(beat.p_s)) {
      AddAtrialEvent(beat, gain, plan.rr_s, rng, strip);
      if (beat.atrial_spike) strip.spikes.push_back({beat.p_s - plan.atrial_spike_lead_s, true});
    }
    if (!beat.has_qrs || !near(beat.qrs_s)) continue;
    const double rr_s = before_s < kBeforeS ? plan.rr_s : beat.qrs_s - before_s;
    before_s = beat.qrs_s;
    strip.ventricular.push_back({.onset_s = beat.qrs_s,
                                 .rr_before_s = rr_s,
                                 .kind = beat.ventricular,
                                 .focus = beat.focus,
                                 .premature = beat.premature,
                                 .gain = gain.At(beat.qrs_s, rr_s, rng),
                                 .conduction = beat.conduction});
    if (beat.ventricular_spike) {
      strip.spikes.push_back({beat.qrs_s - plan.ventricular_spike_lead_s, false});
    }
  }
  for (const Beat& beat : plan.free_atria) {
    if (near(beat.p_s)) AddAtrialEvent(beat, gain, plan.rr_s, rng, strip);
  }
  const auto by_onset = [](const auto& a, const auto& b) { return a.onset_s < b.onset_s; };
  std::sort(strip.atrial.begin(), strip.atrial.end(), by_onset);
  std::sort(strip.spikes.begin(), strip.spikes.end(),
            [](const PacingSpike& a, const PacingSpike& b) { return a.time_s < b.time_s; });
  return strip;
}

}  // namespace

RhythmStrip MakeRhythm(const Patient& patient, const Diagnosis& diagnosis, double duration_s,
                       Rng& rng) {
  const RhythmCase rhythm = MakeCase(patient, diagnosis, duration_s, rng);
  const Finding base = BaseRhythm(diagnosis);
  BeatPlan plan;
  // Later beats may push earlier-made ones out of the recording: then the draw is repeated.
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    plan = MakeBase(rhythm, base, rng);
    plan.rr_s = MeanRr(plan, duration_s);
    AddExtraBeats(rhythm, rng, plan);
    if (ShowsAll(rhythm, plan)) break;
  }
  return Finish(rhythm, plan, rng);
}

}  // namespace supreme
