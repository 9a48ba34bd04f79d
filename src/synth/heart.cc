#include "synth/heart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "synth/calibration.h"
#include "synth/qrs.h"

namespace supreme {
namespace {

using enum Finding;
enum LeadPlace : size_t { kII = 1, kIII = 2, kAvf = 5, kV2 = 7, kV3 = 8, kV4 = 9, kV5 = 10 };

// P: right atrium forward and down, then left atrium left and back; about 100 ms in all.
std::vector<Wave> MakeP(const FindingSet& findings, Rng& anatomy) {
  const double width = anatomy.Uniform(0.9, 1.12);
  double size = std::clamp(anatomy.Normal(1.0, 0.18), 0.65, 1.4);
  if (findings.Has(kLowVoltage)) size *= 0.75;
  return {{36.0 * width, 16.0 * width, 17.0 * width, size * Vector3{0.045, 0.095, -0.045}},
          {62.0 * width, 17.0 * width, 17.0 * width, size * Vector3{0.060, 0.055, 0.050}}};
}

// First degree block: PR > 200 ms (AHA/ACCF/HRS 2009).
double DrawPr(const Patient& patient, const FindingSet& findings, double rr_s, Rng& state) {
  if (findings.Has(kFirstDegreeAvBlock)) {
    return std::clamp(state.Uniform(214.0, 300.0), 214.0, std::max(216.0, 430.0 * rr_s));
  }
  const double mean = 146.0 + 0.25 * (patient.age_years - 40) + 18.0 * (rr_s - 0.8);
  return std::clamp(state.Normal(mean, 16.0), 122.0, 190.0);
}

// QT by Fridericia's cube root; women's QTc is longer; a wide QRS adds its own part.
double DrawQt(const Patient& patient, double qrs_ms, double rr_s, Rng& state) {
  const double corrected_ms =
      std::clamp(state.Normal(patient.sex == Sex::kFemale ? 418.0 : 406.0, 13.0), 375.0, 450.0);
  const double qt_ms = corrected_ms * std::cbrt(rr_s) + 0.6 * std::max(0.0, qrs_ms - 100.0);
  return std::min(qt_ms, 760.0 * rr_s + 0.4 * std::max(0.0, qrs_ms - 100.0));
}

// Factor that gives the smallest of the leads (by absolute value) the wanted size.
double FactorFor(double wanted_mv, const Vector3& direction, const Projection& projection,
                 std::initializer_list<size_t> leads) {
  const auto values = projection.Leads(direction);
  double smallest = std::abs(values[*leads.begin()]);
  for (const size_t lead : leads) smallest = std::min(smallest, std::abs(values[lead]));
  return wanted_mv / std::max(smallest, 0.02);
}

// ST vector at J + 60 ms. Elevation thresholds: 0.1 mV in limb leads; in V2–V3 0.2 mV for men of 40
// and over, 0.25 mV below 40, 0.15 mV for women (fourth universal definition of MI, 2018).
Vector3 DrawSt(const Patient& patient, const Heart& heart, const FindingSet& findings,
               const Projection& projection, Rng& state) {
  if (findings.Has(kInferiorStElevation)) {
    const Vector3 direction{state.Uniform(-0.05, 0.03), 0.22, state.Uniform(-0.01, 0.05)};
    const double wanted_mv = 0.12 + 0.16 * state.Uniform();
    return FactorFor(wanted_mv, direction, projection, {kII, kIII, kAvf}) * direction;
  }
  if (findings.Has(kAnteriorStElevation)) {
    const Vector3 direction{state.Uniform(0.08, 0.13), state.Uniform(-0.04, 0.02), -0.20};
    const double threshold_mv =
        patient.sex == Sex::kFemale ? 0.15 : (patient.age_years < 40 ? 0.25 : 0.20);
    const double wanted_mv = threshold_mv + 0.03 + 0.22 * state.Uniform();
    return FactorFor(wanted_mv, direction, projection, {kV2, kV3}) * direction;
  }
  if (findings.Has(kLbbb)) return {-0.04, 0.0, -0.09};
  if (findings.Has(kRbbb)) return {0.015, 0.01, 0.03};
  if (heart.strain) return {-0.07, -0.03, -0.03};
  const double size = findings.Has(kLowVoltage) ? 0.4 : 1.0;
  return size * state.Uniform(0.0, 1.3) * Vector3{0.020, 0.014, -0.020};
}

// Normal T: left, down, a little forward; flatter in women and with age.
Vector3 NormalT(const Patient& patient, const FindingSet& findings, Rng& anatomy, Rng& state) {
  double size = std::clamp(anatomy.Normal(1.15, 0.2), 0.8, 1.6);
  if (patient.sex == Sex::kFemale) size *= 0.85;
  size *= 1.0 - 0.003 * (patient.age_years - 50);
  if (findings.Has(kLowVoltage)) size *= 0.45;
  const double turn = std::clamp(anatomy.Normal(0.0, 0.22), -0.45, 0.45);
  size *= state.Uniform(0.92, 1.08);
  return size * Vector3{0.25 - 0.1 * turn, 0.20 + 0.1 * turn, -0.12 + 0.12 * turn};
}

// The T wave of a heart whose T would be `normal` without its findings.
Vector3 DrawT(const Vector3& normal, const FindingSet& findings, const Projection& projection,
              Rng& state, Heart& heart) {
  if (findings.Has(kTWaveInversion)) {
    const bool lateral = findings.Has(kRbbb) || state.Bernoulli(0.5);
    heart.t_inversion = lateral ? Territory::kLateral : Territory::kAnterior;
    const double wanted_mv = state.Uniform(0.12, 0.40);
    if (lateral) {
      const Vector3 direction{-0.28, state.Uniform(-0.02, 0.06), state.Uniform(-0.2, -0.1)};
      return FactorFor(wanted_mv, direction, projection, {kV5}) * direction;
    }
    const Vector3 direction{state.Uniform(-0.04, 0.02), 0.12, 0.28};
    return FactorFor(wanted_mv, direction, projection, {kV3}) * direction;
  }
  // Repolarisation against a changed depolarisation: T opposes the main deflection.
  if (findings.Has(kLbbb)) return state.Uniform(0.8, 1.3) * Vector3{-0.25, 0.0, -0.38};
  if (heart.strain) return state.Uniform(0.8, 1.4) * Vector3{-0.20, -0.04, -0.17};
  if (findings.Has(kRbbb)) return normal + Vector3{0.02, 0.0, 0.24};
  if (findings.Has(kLvh)) return 1.15 * normal;
  return normal;
}

// Beats that start in a ventricle: wide, odd, large, T opposed (one focus per recording).
std::vector<Wave> MakeEctopic(const FindingSet& findings, Rng& state) {
  const double width_ms = state.Uniform(145.0, 180.0);
  const double size = state.Uniform(0.9, 2.0) * (findings.Has(kLowVoltage) ? 0.6 : 1.0);
  const double frontal = state.Uniform(-0.75, 0.75);
  // From the right ventricle (like LBBB) or from the left (like RBBB).
  const bool right = state.Bernoulli(0.55);
  const Vector3 first = right ? Vector3{0.45, frontal, 0.40} : Vector3{-0.15, frontal, -0.50};
  const Vector3 second =
      right ? Vector3{0.40, 0.8 * frontal, 0.70} : Vector3{-0.50, 0.8 * frontal, -0.45};
  const Vector3 back = -0.30 * (first + second);
  return {{0.33 * width_ms, 0.14 * width_ms, 0.15 * width_ms, size * first},
          {0.64 * width_ms, 0.15 * width_ms, 0.16 * width_ms, size * second},
          {width_ms + 150.0, 62.0, 48.0, size * back}};
}

void AddConductedBeat(const Heart& heart, const Beat& beat, Dipole& dipole) {
  if (beat.has_p) {
    for (const Wave& wave : heart.p) AddWave(wave, beat.onset_s - heart.pr_ms / 1000.0, dipole);
  }
  for (Wave wave : heart.qrs) {
    wave.peak_mv = beat.gain * wave.peak_mv;
    AddWave(wave, beat.onset_s, dipole);
  }
  AddWave(heart.st, beat.onset_s, dipole);
  // QT follows the RR before it, half way at once.
  const double ratio = 0.5 + 0.5 * beat.rr_before_s / heart.rhythm.mean_rr_s;
  const double stretch = std::clamp(std::cbrt(ratio), 0.88, 1.12);
  Wave t = heart.t;
  t.center_ms = heart.qrs_ms + (t.center_ms - heart.qrs_ms) * stretch;
  AddWave(t, beat.onset_s, dipole);
}

}  // namespace

Heart MakeHeart(const Patient& patient, const FindingSet& findings, const Projection& projection,
                Rng& anatomy, Rng& state) {
  if (!Plausible(findings)) {
    throw Error(ErrorCode::kInvalidInput, "findings that no one heart shows together", "findings");
  }
  Heart heart;
  heart.rhythm = MakeRhythmPlan(patient, findings, state);
  const double rr_s = heart.rhythm.mean_rr_s;
  heart.strain = findings.Has(kLvh) && !findings.Has(kInferiorStElevation) && state.Bernoulli(0.55);
  heart.pr_ms = DrawPr(patient, findings, rr_s, state);
  const Qrs qrs = MakeQrs(patient, findings, projection, anatomy);
  heart.qrs_ms = qrs.duration_ms;
  heart.qrs = qrs.waves;
  heart.qt_ms = DrawQt(patient, heart.qrs_ms, rr_s, state);
  heart.p = MakeP(findings, anatomy);

  const double right_sigma_ms = 0.078 * heart.qt_ms;
  const double peak_ms = heart.qt_ms - 2.2 * right_sigma_ms;
  const bool symmetric = findings.Has(kTWaveInversion);
  heart.st.peak_mv = DrawSt(patient, heart, findings, projection, state);
  heart.st.center_ms = heart.qrs_ms + 42.0;
  heart.st.left_sigma_ms = 20.0;
  heart.st.right_sigma_ms = std::max(45.0, 0.45 * (peak_ms - heart.st.center_ms));
  const Vector3 normal_t = NormalT(patient, findings, anatomy, state);
  heart.t.peak_mv = DrawT(normal_t, findings, projection, state, heart);
  if (findings.Has(kInferiorStElevation) || findings.Has(kAnteriorStElevation)) {
    heart.t.peak_mv = heart.t.peak_mv + 0.8 * heart.st.peak_mv;
  }
  heart.t.center_ms = peak_ms;
  heart.t.right_sigma_ms = right_sigma_ms;
  heart.t.left_sigma_ms = (symmetric ? 1.1 : 1.45) * right_sigma_ms;
  if (findings.Has(kPvc)) heart.ectopic = MakeEctopic(findings, state);
  return heart;
}

Dipole RenderHeart(const Heart& heart, const std::vector<Beat>& beats, double duration_s,
                   double sample_rate_hz) {
  Dipole dipole(static_cast<size_t>(std::llround(duration_s * sample_rate_hz)), sample_rate_hz);
  for (const Beat& beat : beats) {
    if (beat.ectopic) {
      for (const Wave& wave : heart.ectopic) AddWave(wave, beat.onset_s, dipole);
    } else {
      AddConductedBeat(heart, beat, dipole);
    }
  }
  return dipole;
}

}  // namespace supreme
