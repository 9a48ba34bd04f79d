#include "synth/qrs.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "synth/calibration.h"

namespace supreme {
namespace {

using enum Finding;

// A wave in units of the QRS duration.
struct Phase {
  double center;
  double sigma;
  Vector3 peak_mv;
};

// Septum (right, forward), free wall (left, down), back wall, base (up, right, back): the loop of a
// normal vectorcardiogram.
constexpr Phase kNormal[] = {{0.17, 0.075, {-0.12, -0.04, -0.28}},
                             {0.44, 0.100, {1.15, 0.80, 0.00}},
                             {0.60, 0.095, {0.10, 0.25, 0.70}},
                             {0.80, 0.080, {-0.18, -0.15, 0.22}}};
// No septal vector from left to right; then slowly left and back, twice: the notch.
constexpr Phase kLeftBlock[] = {{0.12, 0.060, {0.14, 0.05, -0.06}},
                                {0.33, 0.115, {0.80, 0.35, 0.60}},
                                {0.66, 0.125, {0.85, 0.10, 0.90}},
                                {0.87, 0.060, {0.20, -0.10, 0.25}}};
// As normal in the first half, then the right ventricle alone, late and slow: right, forward.
constexpr Phase kRightBlock[] = {{0.12, 0.050, {-0.12, -0.04, -0.28}},
                                 {0.31, 0.068, {1.10, 0.75, 0.00}},
                                 {0.43, 0.060, {0.10, 0.20, 0.55}},
                                 {0.72, 0.125, {-0.46, -0.04, -0.58}}};

double DrawDuration(const Patient& patient, const FindingSet& findings, Rng& anatomy) {
  if (findings.Has(kLbbb)) return anatomy.Uniform(132.0, 170.0);
  if (findings.Has(kRbbb)) return anatomy.Uniform(128.0, 158.0);
  const double mean = (patient.sex == Sex::kMale ? 93.0 : 87.0) + (findings.Has(kLvh) ? 8.0 : 0.0);
  return std::clamp(anatomy.Normal(mean, 6.0), 76.0, 108.0);
}

// Old age turns the axis to the left. −30…90° is normal; the limits keep clear of the borders.
double DrawAxis(const Patient& patient, const FindingSet& findings, Rng& anatomy) {
  if (findings.Has(kLeftAxisDeviation)) return anatomy.Uniform(-72.0, -36.0);
  if (findings.Has(kLbbb)) return anatomy.Uniform(-15.0, 45.0);
  // The large ventricle pulls it there too.
  if (findings.Has(kLvh)) return std::clamp(anatomy.Normal(20.0, 18.0), -18.0, 55.0);
  const double mean = 68.0 - 0.6 * (patient.age_years - 20);
  return std::clamp(anatomy.Normal(mean, 20.0), -22.0, 85.0);
}

std::vector<Wave> ShapeWaves(std::span<const Phase> phases, double duration_ms, Rng& anatomy) {
  // Every heart differs a little in timing and size, and is turned about its long axis.
  const double turn = std::clamp(anatomy.Normal(0.0, 0.16), -0.32, 0.32);
  std::vector<Wave> waves;
  for (const Phase& phase : phases) {
    const double shift = std::clamp(anatomy.Normal(0.0, 0.008), -0.018, 0.018);
    const double size = std::clamp(anatomy.Normal(1.0, 0.12), 0.75, 1.3);
    const double sigma_ms = phase.sigma * duration_ms;
    const Vector3 peak{std::cos(turn) * phase.peak_mv.x - std::sin(turn) * phase.peak_mv.z,
                       phase.peak_mv.y,
                       std::sin(turn) * phase.peak_mv.x + std::cos(turn) * phase.peak_mv.z};
    waves.push_back({(phase.center + shift) * duration_ms, sigma_ms, sigma_ms, size * peak});
  }
  return waves;
}

// Infarction takes the first forces away from its wall: Q below, or no r in front.
void TakeFirstForces(const FindingSet& findings, Rng& anatomy, std::vector<Wave>& waves) {
  const double severity = anatomy.Uniform(-0.5, 1.0);
  if (severity <= 0.0) return;
  if (findings.Has(kInferiorStElevation)) waves[0].peak_mv.y -= 0.25 * severity;
  if (findings.Has(kAnteriorStElevation)) waves[0].peak_mv.z += 0.30 * severity;
}

double NaturalVoltage(const Patient& patient, Rng& anatomy) {
  // Young men have the largest complexes.
  const double spread = std::exp(std::clamp(anatomy.Normal(0.0, 0.14), -0.3, 0.3));
  const double sex = patient.sex == Sex::kMale ? 1.05 : 0.92;
  return spread * sex * (1.0 - 0.003 * (patient.age_years - 50));
}

void SetVoltage(const Patient& patient, const FindingSet& findings, const Projection& projection,
                Rng& anatomy, std::vector<Wave>& waves) {
  Scale(NaturalVoltage(patient, anatomy), waves);
  const double place = anatomy.Uniform();
  const auto deflections = MeasureDeflections(waves, projection);
  const double limb_mv = LimbVoltageMv(deflections);
  const double sokolow_mv = SokolowLyonMv(deflections);
  if (findings.Has(kLowVoltage)) {
    Scale((0.26 + 0.21 * place) / limb_mv, waves);
  } else if (findings.Has(kLvh)) {
    Scale((3.65 + 1.5 * place) / sokolow_mv, waves);
  } else {
    if (limb_mv < 0.56) Scale((0.56 + 0.2 * place) / limb_mv, waves);
    const bool judged = !findings.Has(kLbbb) && !findings.Has(kRbbb);
    if (judged && sokolow_mv > 3.35) Scale((2.7 + 0.6 * place) / sokolow_mv, waves);
  }
}

}  // namespace

Qrs MakeQrs(const Patient& patient, const FindingSet& findings, const Projection& projection,
            Rng& anatomy) {
  Qrs qrs;
  qrs.duration_ms = DrawDuration(patient, findings, anatomy);
  std::span<const Phase> phases = kNormal;
  if (findings.Has(kLbbb)) phases = kLeftBlock;
  if (findings.Has(kRbbb)) phases = kRightBlock;
  qrs.waves = ShapeWaves(phases, qrs.duration_ms, anatomy);
  if (findings.Has(kLeftAxisDeviation)) qrs.waves[0].peak_mv.y += 0.14;  // r before the deep S
  TakeFirstForces(findings, anatomy, qrs.waves);
  const double axis_degrees = DrawAxis(patient, findings, anatomy);
  // The right block's late vector is the right ventricle's own; the axis is the left one's.
  const size_t last_turned = qrs.waves.size() - (findings.Has(kRbbb) ? 1 : 0);
  std::vector<Wave> turned(qrs.waves.begin(), qrs.waves.begin() + static_cast<long>(last_turned));
  TurnToAxis(axis_degrees, 1, projection, turned);
  std::copy(turned.begin(), turned.end(), qrs.waves.begin());
  SetVoltage(patient, findings, projection, anatomy, qrs.waves);
  return qrs;
}

}  // namespace supreme
