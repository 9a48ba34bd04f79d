#include "synth/heart/repolarisation_special.h"

#include <algorithm>

#include "synth/heart/repolarisation_normal.h"
#include "synth/heart/repolarisation_territory.h"

namespace supreme {
namespace {

using enum Finding;
using enum Quantity;

constexpr LeadPattern kUPattern = {0.15, 0.35, 0.3, 1.0, 1.0, 0.75, 0.5, 0.35};
constexpr LeadPattern kPericardium = {0.6, 0.9, 0.0, 0.55, 0.9, 1.0, 0.9, 0.75};
constexpr LeadPattern kRightOutflow = {-0.05, -0.05, 1.0, 1.0, 0.3, 0.05, 0.0, 0.0};
constexpr LeadPattern kEarlyInferior = {0.2, 0.85, -0.1, 0.1, 0.3, 0.5, 0.5, 0.5};
constexpr LeadPattern kEarlyLateral = {0.6, 0.5, -0.1, 0.1, 0.4, 0.9, 1.0, 0.8};

double Between(double mild, double marked, double severity) {
  return mild + (marked - mild) * severity;
}

LeadPattern Scaled(double factor, const LeadPattern& pattern) {
  LeadPattern scaled{};
  AddScaled(factor, pattern, scaled);
  return scaled;
}

void Multiply(double factor, LeadPattern& pattern) {
  for (double& value : pattern) value *= factor;
}

void AddU(double size_mv, const StTMeter& meter, Rng& state, Repolarisation& r) {
  Fulfil({kU, kInV2 | kInV3, 2, true, size_mv, Part::kU, Varied(kUPattern, state)}, meter, r);
}

// The scoop sinks from J to its lowest point and jumps up into a low T.
void AddDigitalis(double severity, const StTMeter& meter, Rng& state, Repolarisation& r) {
  const double rise_ms = r.t_peak_ms - r.qrs_ms;
  r.Timing(Part::kSt) = {r.qrs_ms + std::min(90.0, 0.5 * rise_ms),
                         0.19 * rise_ms,
                         0.13 * rise_ms,
                         0.1 * rise_ms,
                         0.0,
                         10.0};
  FadeT(kSubendocardium, Between(0.5, 0.85, severity), r);
  Multiply(Between(0.8, 0.5, severity), r.Pattern(Part::kT));
  Multiply(0.3, r.Pattern(Part::kSt));
  LeadPattern scoop = Scaled(-1.0, Varied(kSubendocardium, state));
  scoop[1] -= 0.2;
  Fulfil(
      {kSt60, kLateralLeads | kInII, 3, false, Between(-0.06, -0.17, severity), Part::kSt, scoop},
      meter, r);
}

void AddPotassium(const Diagnosis& diagnosis, const StTMeter& meter, Rng& state,
                  Repolarisation& r) {
  if (diagnosis.Has(kHyperkalaemia)) {
    const double severity = diagnosis.Severity(kHyperkalaemia);
    Fulfil({kT, kInII | kInV2 | kInV3 | kInV4, 3, true,
            Between(0.75, 1.25, severity) * state.Uniform(0.9, 1.15), Part::kT,
            Varied(MeanTPattern(), state)},
           meter, r);
    Multiply(Between(0.8, 0.4, severity), r.Pattern(Part::kSt));
  }
  if (diagnosis.Has(kHypokalaemia)) {
    const double severity = diagnosis.Severity(kHypokalaemia);
    Multiply(Between(0.3, 0.1, severity), r.Pattern(Part::kT));
    Multiply(0.4, r.Pattern(Part::kSt));
    Fulfil({kSt60, kInV4 | kInV5 | kInV6 | kInII, 2, false, Between(-0.045, -0.13, severity),
            Part::kInjury, Scaled(-1.0, Varied(kSubendocardium, state))},
           meter, r);
    // Larger than what is left of T.
    const TwelveLeads t = meter.Measure(kT, r);
    AddU(std::max(Between(0.12, 0.28, severity), 1.15 * std::max(t[7], t[8])), meter, state, r);
  }
}

void AddEarlyRepolarisation(double severity, const StTMeter& meter, Rng& state, Repolarisation& r) {
  const bool lateral = state.Bernoulli(0.55);
  const LeadPattern wall = Varied(lateral ? kEarlyLateral : kEarlyInferior, state);
  AddScaled(Between(0.04, 0.12, severity), wall, r.Pattern(Part::kSt));
  AddScaled(Between(0.03, 0.10, severity) * state.Uniform(0.5, 1.3), wall,
            r.Pattern(Part::kInjury));
  AddScaled(Between(0.05, 0.3, severity), wall, r.Pattern(Part::kT));
  // A notch stands alone, a slur merges with R.
  if (state.Bernoulli(0.4)) {
    r.Timing(Part::kJWave) = {r.qrs_ms - 2.0, 10.0, state.Uniform(12.0, 20.0), 0.0, 0.0, 10.0};
  } else {
    r.Timing(Part::kJWave).center_ms = r.qrs_ms + 4.0;
  }
  const LeadMask leads = lateral ? kInI | kInAvl | kInV4 | kInV5 | kInV6 : kInferiorLeads;
  Fulfil({kJ, leads, 2, true, Between(0.125, 0.28, severity), Part::kJWave, wall}, meter, r);
}

void AddPericarditis(const Diagnosis& diagnosis, const StTMeter& meter, Rng& state,
                     Repolarisation& r) {
  const double severity = diagnosis.Severity(kPericarditis);
  const LeadPattern sac = Varied(kPericardium, state);
  AddScaled(Between(0.04, 0.12, severity), sac, r.Pattern(Part::kSt));
  Fulfil({kJ, kInI | kInII | kInAvf | kInV3 | kInV4 | kInV5 | kInV6, 5, true,
          Between(0.105, 0.26, severity), Part::kInjury, sac},
         meter, r);
  AddScaled(Between(0.02, 0.15, severity), sac, r.Pattern(Part::kT));
  if (!diagnosis.findings.HasAny({kAtrialFibrillation, kAtrialFlutter})) {
    AddScaled(-Between(0.05, 0.11, severity) * state.Uniform(0.8, 1.3), sac, r.Pattern(Part::kPr));
  }
}

void AddBrugada(double severity, const StTMeter& meter, Rng& state, Repolarisation& r) {
  const double rise_ms = r.t_peak_ms - r.qrs_ms;
  r.Timing(Part::kInjury) = {r.qrs_ms, 8.0, state.Uniform(0.26, 0.38) * rise_ms, 8.0, 0.0, 10.0};
  constexpr LeadMask kRightLeads = kInV1 | kInV2;
  FadeT(kRightOutflow, 1.0, r);
  Fulfil({kJ, kRightLeads, 2, true, Between(0.215, 0.45, severity), Part::kInjury,
          Varied(kRightOutflow, state)},
         meter, r);
  Fulfil({kT, kRightLeads, 2, false, Between(-0.07, -0.3, severity), Part::kLesionT,
          Scaled(-1.0, Varied(kRightOutflow, state))},
         meter, r);
}

// T lowered lead by lead towards less than a tenth of R (AHA/ACCF/HRS 2009 part IV), from the PR
// segment, which the atria's repolarisation lowers by some 20 µV; typical sizes of "nondiagnostic"
// T: PTB-XL folds 1–4.
void AddLowT(const Diagnosis& diagnosis, const StTMeter& meter, Rng& state, Repolarisation& r) {
  constexpr LeadPattern kKept = {0.95, 0.85, 1.0, 0.85, 0.75, 0.70, 0.75, 0.75};
  const LeadPattern lowering = Scaled(-1.0, Varied(kLateralWall, state));
  if (diagnosis.Has(kNondiagnosticT)) {
    for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
      r.Pattern(Part::kT)[lead] *= std::min(1.0, kKept[lead] * state.Uniform(0.7, 1.4));
    }
    AddScaled(-state.Uniform(0.0, 0.035), kSubendocardium, r.Pattern(Part::kInjury));
    Fulfil({kTPerR, kInI | kInAvl | kInV4 | kInV5 | kInV6, 2, false,
            Between(0.070, 0.02, diagnosis.Severity(kNondiagnosticT)), Part::kLesionT, lowering},
           meter, r);
  }
  if (!diagnosis.Has(kLowT)) return;
  const double severity = diagnosis.Severity(kLowT);
  Multiply(0.5, r.Pattern(Part::kTail));
  if (state.Bernoulli(0.6)) {
    AddScaled(-state.Uniform(0.0, 0.06), Varied(kSubendocardium, state), r.Pattern(Part::kInjury));
  }
  constexpr std::array<LeadMask, 4> kJudged = {kInI, kInII, kInV5, kInV6};
  constexpr std::array<size_t, 4> kPlace = {0, 1, 10, 11};
  constexpr std::array<size_t, 4> kIndependent = {0, 1, 6, 7};
  std::array<double, 4> changes{};
  for (int round = 0; round < 8; ++round) {
    const TwelveLeads t = meter.Measure(kT, r);
    for (size_t i = 0; i < kJudged.size(); ++i) {
      const double limit =
          0.06 * std::clamp(meter.r_mv()[kPlace[i]], 0.3, 1.0) * (1.0 - 0.73 * severity);
      const double wanted = std::clamp(t[kPlace[i]], -0.08, limit);
      // Neighbouring leads share sources: half steps settle, and never run away.
      double& moved = changes[i];
      const double step = std::clamp(0.6 * (wanted - t[kPlace[i]]), -0.4 - moved, 0.4 - moved);
      moved += step;
      r.Pattern(Part::kT)[kIndependent[i]] += step;
    }
  }
}

void AddHighT(const Diagnosis& diagnosis, const StTMeter& meter, Rng& state, Repolarisation& r) {
  const double severity = diagnosis.Severity(kHighT);
  const LeadPattern larger = Varied(MeanTPattern(), state);
  if (state.Bernoulli(0.7)) {
    Fulfil({kT, kInV2 | kInV3 | kInV4, 1, true, Between(1.06, 1.55, severity), Part::kT, larger},
           meter, r);
  } else {
    Fulfil({kT, kInI | kInII, 1, true, Between(0.53, 0.8, severity), Part::kT, larger}, meter, r);
  }
}

}  // namespace

void AddChemistry(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
                  Repolarisation& r) {
  const Diagnosis& diagnosis = input.diagnosis;
  if (diagnosis.Has(kDigitalis)) AddDigitalis(diagnosis.Severity(kDigitalis), meter, state, r);
  AddPotassium(diagnosis, meter, state, r);
  if (diagnosis.Has(kHypercalcaemia)) {
    // T follows J at once.
    r.Timing(Part::kSt).hold_ms = 0.0;
    r.Timing(Part::kT).left_sigma_ms *= 1.15;
  }
  if (diagnosis.Has(kUWave)) {
    const TwelveLeads t = meter.Measure(kT, r);
    const double severity = diagnosis.Severity(kUWave);
    const double size = std::max(0.11, Between(0.1, 0.27, severity) * std::max(t[7], t[8]));
    AddU(std::max(size, Between(0.11, 0.25, severity)), meter, state, r);
  }
}

void AddBenignElevations(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
                         Repolarisation& r) {
  const Diagnosis& diagnosis = input.diagnosis;
  if (diagnosis.Has(kEarlyRepolarisation)) {
    AddEarlyRepolarisation(diagnosis.Severity(kEarlyRepolarisation), meter, state, r);
  }
  if (diagnosis.Has(kPericarditis)) AddPericarditis(diagnosis, meter, state, r);
  if (diagnosis.Has(kBrugada)) AddBrugada(diagnosis.Severity(kBrugada), meter, state, r);
}

void AddTSizes(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
               Repolarisation& r) {
  AddLowT(input.diagnosis, meter, state, r);
  if (input.diagnosis.Has(kHighT)) AddHighT(input.diagnosis, meter, state, r);
}

}  // namespace supreme
