#include <algorithm>
#include <array>
#include <cmath>

#include "synth/heart/qrs_parts.h"

namespace supreme {
namespace {

using enum Finding;

// The septum from right to left, the right ventricle, then slowly the free wall, twice: no q
// laterally, a notched R; deep S in V1–V3 from a front that runs away from the chest wall.
constexpr std::array<QrsPhase, 8> kLeftBlockLoop = {
    {{0.10, 0.050, {0.06, 0.02, -0.06}, Source::kSeptum},
     {0.21, 0.070, {0.28, 0.12, 0.10}},
     {0.33, 0.085, {0.56, 0.28, 0.30}},
     {0.40, 0.095, {0.08, 0.02, 0.62}, Source::kApex},
     {0.50, 0.095, {0.38, 0.12, 0.42}},
     {0.62, 0.090, {0.06, 0.00, 0.34}, Source::kAnterior},
     {0.70, 0.080, {0.66, 0.08, 0.36}},
     {0.85, 0.065, {0.22, -0.06, 0.18}, Source::kLateral}}};

struct Pathway {
  Vector3 delta_mv;  // of full pre-excitation
  double weight;
};
// Left lateral, posteroseptal, right free wall, anteroseptal, left posterior.
constexpr std::array<Pathway, 5> kPathways = {{{{-0.16, 0.16, -0.36}, 0.45},
                                               {{0.30, -0.30, -0.18}, 0.25},
                                               {{0.42, -0.04, 0.12}, 0.15},
                                               {{0.30, 0.32, 0.06}, 0.07},
                                               {{0.04, -0.30, -0.36}, 0.08}}};

const Pathway& DrawPathway(Rng& rng) {
  double place = rng.Uniform();
  for (const Pathway& pathway : kPathways) {
    place -= pathway.weight;
    if (place < 0.0) return pathway;
  }
  return kPathways[0];
}

}  // namespace

void AddRightBlock(double duration_ms, Rng& rng, VentricularShape& shape) {
  // The left ventricle is done in its usual time; without the right one at its side the first
  // half is unchanged, the basal forces are lost in what follows: the right ventricle, alone.
  const size_t count = shape.qrs.size();
  const double left_ms = std::min(shape.qrs_ms, 92.0);
  for (Wave& wave : shape.qrs) wave.center_ms *= left_ms / shape.qrs_ms;
  if (count >= 2) {
    shape.qrs[count - 1].peak_mv = 0.3 * shape.qrs[count - 1].peak_mv;
    shape.qrs[count - 2].peak_mv = 0.5 * shape.qrs[count - 2].peak_mv;
  }
  const double late_ms = duration_ms - left_ms;
  const double size = std::exp(std::clamp(rng.Normal(0.0, 0.25), -0.5, 0.5));
  const double down = rng.Normal(-0.02, 0.12);
  const double notch = rng.Uniform(0.6, 1.0);
  const Vector3 early{-0.38 * size, down * size, -0.36 * size};
  const Vector3 late{-0.40 * size * notch, 0.7 * down * size, -0.20 * size * notch};
  const double sigma_ms = std::max(8.0, 0.24 * late_ms);
  shape.qrs.push_back(
      {left_ms * 0.80 + 0.08 * late_ms, 11.0, 1.4 * sigma_ms, 0.0, early, Source::kRightVentricle});
  shape.qrs.push_back(
      {duration_ms - 2.0 * sigma_ms, 1.3 * sigma_ms, sigma_ms, 0.0, late, Source::kRightVentricle});
  shape.qrs_ms = duration_ms;
}

void AddIncompleteRightBlock(double severity, Rng& rng, VentricularShape& shape) {
  // Mean QRS 102 ms, r' 0.2 mV in V1 (PTB-XL folds 1–4).
  const double duration_ms =
      std::min(117.0, std::max(shape.qrs_ms + 8.0, 97.0) + 9.0 * severity + rng.Uniform(0.0, 4.0));
  const double size = 0.10 + 0.07 * severity + rng.Uniform(0.0, 0.04);
  shape.qrs.back().peak_mv = 0.3 * shape.qrs.back().peak_mv;
  Wave& back = shape.qrs[shape.qrs.size() - 2];
  back.peak_mv = rng.Uniform(0.35, 0.6) * back.peak_mv;
  back.center_ms -= 0.06 * shape.qrs_ms;
  const Vector3 late{-1.1 * size, rng.Normal(-0.25, 0.3) * size, -0.8 * size};
  shape.qrs.push_back({0.80 * duration_ms, 0.085 * duration_ms, 0.075 * duration_ms, 0.0, late,
                       Source::kRightVentricle});
  shape.qrs_ms = duration_ms;
}

void AddLeftBlockQrs(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const double severity = input.diagnosis.Severity(kLbbb);
  shape.qrs_ms = 127.0 + 26.0 * severity + rng.Uniform(0.0, 18.0);
  AddPhases(kLeftBlockLoop, 0.0, shape.qrs_ms, shape);
  VaryWaves(0.7, rng, shape);
  TurnWaves({0.0, std::clamp(rng.Normal(0.0, 9.0), -18.0, 18.0), 1}, shape);
  double axis = std::clamp(rng.Normal(-2.0, 28.0), -27.0, 65.0);
  if (input.diagnosis.findings.HasAny({kLeftAxisDeviation, kLafb}))
    axis = rng.Uniform(-62.0, -34.0);
  TurnToAxis(axis, 1, input.torso, shape);
  const double sex = input.patient.sex == Sex::kFemale ? 0.92 : 1.04;
  ScaleWaves(1.1 * sex * std::exp(std::clamp(rng.Normal(0.0, 0.2), -0.42, 0.42)), shape);
}

void SlurQrs(double severity, Rng& rng, VentricularShape& shape) {
  const double duration_ms =
      std::max(shape.qrs_ms + 10.0, 113.0 + 16.0 * severity + rng.Uniform(0.0, 6.0));
  const double stretch = duration_ms / shape.qrs_ms;
  for (Wave& wave : shape.qrs) {
    wave.center_ms *= stretch;
    wave.left_sigma_ms *= stretch;
    wave.right_sigma_ms *= stretch;
  }
  // Fronts that go round scars: notches in any direction.
  const size_t notches = 1 + rng.Index(3);
  for (size_t i = 0; i < notches; ++i) {
    const double sigma_ms = rng.Uniform(6.0, 11.0);
    const auto part = [&] { return std::clamp(rng.Normal(0.0, 0.18), -0.35, 0.35); };
    const Vector3 peak{part(), part(), part()};
    shape.qrs.push_back(
        {rng.Uniform(0.35, 0.85) * duration_ms, sigma_ms, sigma_ms, 0.0, peak, Source::kCentre});
  }
  shape.qrs_ms = duration_ms;
}

void AddPreExcitation(double severity, double conduction, Rng& rng, VentricularShape& shape) {
  const Pathway& pathway = DrawPathway(rng);
  const double early_ms = (26.0 + 14.0 * severity + rng.Uniform(0.0, 6.0));
  const double size = (0.75 + 0.6 * severity) * rng.Uniform(0.85, 1.2) * conduction;
  if (conduction <= 0.0) return;
  // The bundle's complex comes after the delta wave, and what the pathway has activated is missing.
  for (Wave& wave : shape.qrs) {
    wave.center_ms += early_ms;
    wave.peak_mv = (1.0 - 0.15 * conduction) * wave.peak_mv;
  }
  const double sigma_ms = 0.42 * early_ms;
  shape.qrs.insert(shape.qrs.begin(), {0.95 * early_ms, sigma_ms, 0.9 * sigma_ms, 0.35 * early_ms,
                                       size * pathway.delta_mv, Source::kCentre});
  shape.qrs_ms = std::max(shape.qrs_ms + early_ms, 114.0);
}

}  // namespace supreme
