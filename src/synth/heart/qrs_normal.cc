#include <algorithm>
#include <array>
#include <cmath>

#include "synth/heart/qrs_parts.h"

namespace supreme {
namespace {

using enum Finding;

constexpr size_t kPhases = 7;
using NarrowLoop = std::array<QrsPhase, kPhases>;

// Mean loops fitted to mean beats in all leads (PTB-XL folds 1–4: 119 NORM, 19 LVH or VCLVH, 8 LAFB
// records; the first leaves 0.4 % of the beat's energy unexplained). Septum; apex; free wall; the
// back wall and the base.
constexpr NarrowLoop kNormalLoop = {{{0.100, 0.060, {-0.028, -0.009, -0.025}, Source::kSeptum},
                                     {0.225, 0.065, {-0.012, -0.004, -0.150}, Source::kSeptum},
                                     {0.345, 0.065, {0.399, 0.160, -0.160}},
                                     {0.460, 0.065, {0.891, 0.480, 0.244}},
                                     {0.575, 0.065, {0.550, 0.400, 0.508}},
                                     {0.700, 0.068, {-0.020, 0.115, 0.760}, Source::kPosterior},
                                     {0.830, 0.065, {-0.085, -0.030, 0.080}, Source::kSeptum}}};
constexpr NarrowLoop kLvhLoop = {{{0.100, 0.060, {-0.027, 0.000, -0.035}, Source::kSeptum},
                                  {0.225, 0.065, {0.060, 0.040, -0.085}, Source::kSeptum},
                                  {0.345, 0.065, {0.588, 0.293, 0.174}},
                                  {0.460, 0.065, {1.148, 0.615, 0.756}},
                                  {0.575, 0.065, {0.720, 0.262, 0.800}},
                                  {0.700, 0.068, {0.100, 0.160, 0.960}, Source::kPosterior},
                                  {0.830, 0.065, {-0.149, -0.224, 0.103}, Source::kSeptum}}};
// First down and right through the posterior fascicle, then up and left.
constexpr NarrowLoop kAnteriorBlockLoop = {
    {{0.100, 0.060, {-0.034, 0.036, -0.015}, Source::kSeptum},
     {0.225, 0.065, {0.010, 0.050, -0.120}, Source::kSeptum},
     {0.345, 0.065, {0.560, 0.030, -0.160}},
     {0.460, 0.065, {0.760, -0.170, 0.160}},
     {0.575, 0.065, {-0.200, -0.310, 0.340}},
     {0.700, 0.068, {-0.420, -0.200, 0.560}, Source::kPosterior},
     {0.830, 0.065, {-0.130, -0.110, 0.040}, Source::kSeptum}}};
// First up and left through the anterior fascicle, then down and right.
constexpr NarrowLoop kPosteriorBlockLoop = {
    {{0.100, 0.060, {0.045, -0.045, -0.030}, Source::kSeptum},
     {0.225, 0.065, {0.140, -0.130, -0.120}, Source::kSeptum},
     {0.345, 0.065, {0.330, 0.100, -0.120}},
     {0.460, 0.065, {0.200, 0.600, 0.150}},
     {0.575, 0.065, {-0.250, 0.750, 0.420}},
     {0.700, 0.068, {-0.320, 0.450, 0.600}, Source::kPosterior},
     {0.830, 0.065, {-0.120, 0.120, 0.100}, Source::kSeptum}}};

// How far the waves of single patients lie from the mean after size and turns are taken off: the
// standard deviation in x, y, z (PTB-XL folds 1–4, NORM).
constexpr std::array<Vector3, kPhases> kStrayMv = {{{0.018, 0.025, 0.014},
                                                    {0.072, 0.070, 0.073},
                                                    {0.207, 0.184, 0.212},
                                                    {0.241, 0.186, 0.226},
                                                    {0.327, 0.224, 0.167},
                                                    {0.302, 0.219, 0.228},
                                                    {0.075, 0.109, 0.063}}};

double Clamped(Rng& rng, double mean, double deviation, double limit) {
  return std::clamp(rng.Normal(mean, deviation), mean - limit, mean + limit);
}

// Neighbouring waves stray together, and the whole sequence runs early or late: one part in three
// of all the variation.
void VaryNarrow(double share, Rng& rng, VentricularShape& shape) {
  const double delay_ms = 0.032 * shape.qrs_ms * Clamped(rng, 0.0, share, 2.0 * share);
  Vector3 before;
  for (size_t i = 0; i < kPhases; ++i) {
    const auto draw = [&](double last) { return 0.55 * last + 0.83 * Clamped(rng, 0.0, 1.0, 2.2); };
    before = {draw(before.x), draw(before.y), draw(before.z)};
    Wave& wave = shape.qrs[i];
    const double part = 0.8 * share;
    wave.peak_mv = wave.peak_mv + part * Vector3{kStrayMv[i].x * before.x, kStrayMv[i].y * before.y,
                                                 kStrayMv[i].z * before.z};
    wave.center_ms += (i > 1 ? delay_ms : 0.0) + 0.005 * shape.qrs_ms * Clamped(rng, 0.0, 1.0, 2.0);
    const double width = std::exp(Clamped(rng, -0.04, 0.08, 0.18));
    wave.left_sigma_ms *= width;
    wave.right_sigma_ms *= width;
  }
}

NarrowLoop ChooseLoop(const FindingSet& findings, Rng& rng) {
  if (findings.Has(kLafb)) return kAnteriorBlockLoop;
  if (findings.Has(kLpfb)) return kPosteriorBlockLoop;
  NarrowLoop loop = kNormalLoop;
  double share = 0.0;
  if (findings.HasAny({kLvh, kLvhVoltage, kLvhStrain, kSeptalHypertrophy})) {
    share = rng.Uniform(0.5, 1.25);
  }
  for (size_t i = 0; i < kPhases; ++i) {
    loop[i].peak_mv = (1.0 - share) * loop[i].peak_mv + share * kLvhLoop[i].peak_mv;
  }
  // Before the deep S of a left axis comes an r: else it would be an inferior Q.
  if (findings.Has(kLeftAxisDeviation)) loop[1].peak_mv.y += 0.09;
  if (findings.Has(kIncompleteLbbb)) {
    // The septum is activated from the right, the free wall late.
    loop[0].peak_mv = {0.025, 0.010, -0.035};
    loop[1].peak_mv = {0.110, 0.040, 0.000};
    loop[2].peak_mv = loop[2].peak_mv + Vector3{-0.05, 0.0, 0.20};
    loop[4].peak_mv = loop[4].peak_mv + Vector3{0.20, 0.0, 0.15};
  }
  return loop;
}

// Blocks have an order of their own; the smooth start of incomplete left block the most.
double StrayShare(const FindingSet& findings) {
  if (findings.Has(kIncompleteLbbb)) return 0.4;
  return findings.HasAny({kLafb, kLpfb}) ? 0.65 : 1.0;
}

// Men 91 ± 8 ms, women 83 ± 7 ms (PTB-XL folds 1–4, NORM).
double DrawDuration(const QrsInput& input, Rng& rng) {
  const FindingSet& findings = input.diagnosis.findings;
  const double mean = input.patient.sex == Sex::kFemale ? 81.5 : 88.5;
  double ms = std::clamp(rng.Normal(mean, 7.0), 72.0, 105.0);
  if (findings.HasAny({kLvh, kLvhStrain, kRvh})) ms += rng.Uniform(0.0, 8.0);
  if (findings.HasAny({kLafb, kLpfb})) ms += rng.Uniform(3.0, 12.0);
  if (findings.HasAny({kInferiorMi, kAnteroseptalMi, kAnteriorMi, kAnterolateralMi, kLateralMi,
                       kInferolateralMi, kInferoposteriorMi, kInferoposterolateralMi, kPosteriorMi,
                       kVentricularAneurysm})) {
    ms += rng.Uniform(0.0, 14.0);
  }
  if (findings.Has(kIncompleteLbbb)) {
    ms = 112.0 + 3.5 * input.diagnosis.Severity(kIncompleteLbbb) + rng.Uniform(0.0, 1.5);
  }
  return std::min(ms, findings.Has(kIncompleteLbbb) ? 118.0 : 108.0);
}

double DrawAxis(const QrsInput& input, Rng& rng) {
  const FindingSet& findings = input.diagnosis.findings;
  const auto severity = [&](Finding finding) { return input.diagnosis.Severity(finding); };
  if (findings.Has(kExtremeAxis)) return rng.Uniform(-170.0, -100.0);
  if (findings.Has(kLafb)) return -47.2 - 10.0 * severity(kLafb) - rng.Uniform(0.0, 3.0);
  if (findings.Has(kLpfb)) return 95.0 + 20.0 * severity(kLpfb) + rng.Uniform(0.0, 8.0);
  if (findings.Has(kRvh)) return 60.0 + 20.0 * severity(kRvh) + rng.Uniform(0.0, 10.0);
  if (findings.Has(kLeftAxisDeviation)) {
    return -34.0 - 25.0 * severity(kLeftAxisDeviation) - rng.Uniform(0.0, 15.0);
  }
  if (findings.Has(kRightAxisDeviation)) {
    return 94.0 + 18.0 * severity(kRightAxisDeviation) + rng.Uniform(0.0, 10.0);
  }
  // Age turns the axis to the left: 73 − 0.84° a year, ± 29° (PTB-XL folds 1–4, NORM).
  double mean = 84.0 - 0.84 * input.patient.age_years;
  if (findings.HasAny({kLvh, kLvhStrain, kLvhVoltage, kLbbb, kIncompleteLbbb})) mean -= 12.0;
  return std::clamp(rng.Normal(mean, 31.0), -25.0, 86.0);
}

double DrawSize(const Patient& patient, Rng& rng) {
  const double height_m = patient.height_cm / 100.0;
  const double index = patient.weight_kg / (height_m * height_m);
  const double sex = patient.sex == Sex::kFemale ? 0.95 : 1.05;
  const double age = 1.0 - 0.003 * (patient.age_years - 45);
  const double build = 1.0 - 0.008 * std::clamp(index - 24.0, -6.0, 14.0);
  return sex * age * build * 1.27 * std::exp(Clamped(rng, 0.0, 0.27, 0.62));
}

}  // namespace

bool AxisIsAbnormal(const FindingSet& findings) {
  return findings.HasAny(
      {kLafb, kLpfb, kRvh, kLeftAxisDeviation, kRightAxisDeviation, kExtremeAxis});
}

void AddNarrowQrs(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const FindingSet& findings = input.diagnosis.findings;
  shape.qrs_ms = DrawDuration(input, rng);
  AddPhases(ChooseLoop(findings, rng), 0.0, shape.qrs_ms, shape);
  // The outflow tract and the base of the septum come last: a small r' or a notch in V1–V2 in every
  // fourth normal record.
  if (rng.Bernoulli(0.28)) {
    const double size = rng.Uniform(0.01, 0.055);
    const double sigma_ms = rng.Uniform(0.045, 0.07) * shape.qrs_ms;
    shape.qrs.push_back({0.95 * shape.qrs_ms,
                         sigma_ms,
                         sigma_ms,
                         0.0,
                         {-0.7 * size, rng.Normal(-0.2, 0.4) * size, -size},
                         Source::kRightVentricle});
  }
  // Thick walls end late at the apex as well: S in V4 1.2 mV (PTB-XL folds 1–4, LVH).
  if (findings.HasAny({kLvh, kLvhVoltage, kLvhStrain})) {
    const double sigma_ms = 0.068 * shape.qrs_ms;
    const double back_mv = rng.Uniform(0.1, 0.5);
    shape.qrs.push_back(
        {0.66 * shape.qrs_ms, sigma_ms, sigma_ms, 0.0, {0.0, 0.0, back_mv}, Source::kApex});
  }
  VaryNarrow(StrayShare(findings), rng, shape);
  TurnWaves({0.0, Clamped(rng, 0.0, 15.0, 33.0), 0}, shape);
  // A fascicle's first forces are its own: only what follows is turned.
  const size_t first = AxisIsAbnormal(findings) ? 2 : 0;
  const double axis = DrawAxis(input, rng);
  const bool mirrored = findings.Has(kDextrocardia);
  TurnToAxis(mirrored ? 180.0 - axis : axis, first, input.torso, shape);
  // S in II and aVF 0.5 and 0.65 mV in anterior block (PTB-XL folds 1–4).
  const double block = findings.Has(kLafb) ? 0.9 : 1.0;
  ScaleWaves(block * DrawSize(input.patient, rng), shape);
}

}  // namespace supreme
