#include "synth/heart/qrs.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "synth/heart/qrs_parts.h"

namespace supreme {
namespace {

using enum Finding;

void AddBrugadaJ(double severity, Rng& rng, VentricularShape& shape) {
  const double size = 0.06 + 0.08 * severity + rng.Uniform(0.0, 0.03);
  shape.qrs.push_back({0.93 * shape.qrs_ms,
                       0.07 * shape.qrs_ms,
                       0.10 * shape.qrs_ms,
                       0.0,
                       {-size, -0.3 * size, -0.8 * size},
                       Source::kRightVentricle});
}

void StretchTimes(double factor, VentricularShape& shape) {
  for (Wave& wave : shape.qrs) {
    wave.center_ms *= factor;
    wave.left_sigma_ms *= factor;
    wave.right_sigma_ms *= factor;
  }
}

void Widen(double factor, VentricularShape& shape) {
  StretchTimes(factor, shape);
  shape.qrs_ms *= factor;
}

// The shapes' last flank runs past qrs_ms; drawn together, the end that is measured is the nominal
// one and the flanks are as steep as real ones (PTB-XL folds 1–4: 86 ms, without this 94).
void EndInTime(double overhang_ms, VentricularShape& shape) {
  StretchTimes(1.0 - overhang_ms / shape.qrs_ms, shape);
}

VentricularShape DrawConducted(const QrsInput& input, bool aberrant, Rng& rng) {
  const Diagnosis& diagnosis = input.diagnosis;
  VentricularShape shape;
  if (diagnosis.Has(kLbbb))
    AddLeftBlockQrs(input, rng, shape);
  else
    AddNarrowQrs(input, rng, shape);
  if (diagnosis.Has(kIvcd)) SlurQrs(diagnosis.Severity(kIvcd), rng, shape);
  if (diagnosis.Has(kRvh)) AddRightHypertrophy(input, rng, shape);
  if (diagnosis.Has(kSeptalHypertrophy)) AddSeptalHypertrophy(input, rng, shape);
  if (diagnosis.Has(kRbbb)) {
    AddRightBlock(125.0 + 26.0 * diagnosis.Severity(kRbbb) + rng.Uniform(0.0, 12.0), rng, shape);
  } else if (diagnosis.Has(kIncompleteRbbb)) {
    AddIncompleteRightBlock(diagnosis.Severity(kIncompleteRbbb), rng, shape);
  }
  // Incomplete left block is known by the smooth start of its R.
  if (!diagnosis.Has(kIncompleteLbbb)) AddNotches(rng, shape);
  if (diagnosis.Has(kBrugada)) AddBrugadaJ(diagnosis.Severity(kBrugada), rng, shape);
  for (int round = 0; round < 2; ++round) {
    FitRotation(input, shape);
    FitAxis(input, shape);
    FitVoltage(input, rng, shape);
  }
  // Slowed activation ends gradually by itself.
  if (!diagnosis.findings.HasAny({kIvcd, kRbbb, kWpw})) {
    EndInTime(diagnosis.Has(kIncompleteLbbb) ? 5.0 : 6.0, shape);
  }
  TakeInfarctForces(input, rng, shape);
  if (aberrant && !diagnosis.Has(kRbbb)) {
    AddRightBlock(124.0 + rng.Uniform(0.0, 26.0), rng, shape);
  }
  if (diagnosis.Has(kHyperkalaemia)) {
    Widen(1.0 + 0.65 * std::max(0.0, diagnosis.Severity(kHyperkalaemia) - 0.35), shape);
  }
  return shape;
}

// The same patient is drawn anew until the findings' criteria hold and no others do; the best of
// all when nothing fits (findings that contradict each other).
VentricularShape MakeConducted(const QrsInput& input, bool aberrant, Rng& anatomy) {
  constexpr uint64_t kAttempts = 24;
  const Rng root = anatomy.Fork("conducted");
  uint64_t best = 0;
  double least = 1e9;
  VentricularShape best_shape;
  for (uint64_t attempt = 0; attempt < kAttempts && least > 0.0; ++attempt) {
    Rng draws = root.Fork(attempt);
    VentricularShape shape = DrawConducted(input, false, draws);
    const double missing = Shortfall(input, QrsTrace(shape.qrs, input.torso));
    if (missing >= least) continue;
    least = missing;
    best = attempt;
    best_shape = std::move(shape);
  }
  if (aberrant) {
    Rng draws = root.Fork(best);
    best_shape = DrawConducted(input, true, draws);
  }
  if (input.diagnosis.Has(kWpw)) {
    Rng draws = root.Fork("pathway");
    AddPreExcitation(input.diagnosis.Severity(kWpw), input.conduction, draws, best_shape);
  }
  return best_shape;
}

VentricularShape MakeEctopic(const QrsInput& input, Rng& anatomy) {
  VentricularShape shape;
  Rng draws = anatomy.Fork(input.kind == VentricularKind::kPaced ? "paced" : "ectopic");
  AddEctopicQrs(input, draws, shape);
  return shape;
}

// Both fronts meet: half of each.
VentricularShape MakeFusion(const QrsInput& input, Rng& anatomy) {
  VentricularShape shape = MakeConducted(input, false, anatomy);
  QrsInput other = input;
  const bool paced = input.diagnosis.findings.HasAny({kPacedVentricular, kPacedDual});
  other.kind = paced ? VentricularKind::kPaced : VentricularKind::kEctopic;
  VentricularShape ectopic = MakeEctopic(other, anatomy);
  Widen(0.8, ectopic);
  ScaleWaves(0.55, shape);
  ScaleWaves(0.5, ectopic);
  shape.qrs.insert(shape.qrs.end(), ectopic.qrs.begin(), ectopic.qrs.end());
  shape.qrs_ms = std::max(shape.qrs_ms, ectopic.qrs_ms);
  return shape;
}

}  // namespace

VentricularShape MakeQrs(const QrsInput& input, Rng& anatomy) {
  switch (input.kind) {
    case VentricularKind::kConducted:
      return MakeConducted(input, false, anatomy);
    case VentricularKind::kAberrant:
      return MakeConducted(input, true, anatomy);
    case VentricularKind::kFusion:
      return MakeFusion(input, anatomy);
    default:
      return MakeEctopic(input, anatomy);
  }
}

QrsSummary Summarise(const VentricularShape& shape, const Torso& torso) {
  QrsSummary summary;
  summary.qrs_ms = shape.qrs_ms;
  for (const Wave& wave : shape.qrs) {
    const double area_ms =
        std::sqrt(std::numbers::pi / 2.0) * (wave.left_sigma_ms + wave.right_sigma_ms) +
        wave.hold_ms;
    summary.mean_mv = summary.mean_mv + (area_ms / 100.0) * wave.peak_mv;
  }
  summary.axis_degrees = AxisDegrees(shape.qrs, torso);
  return summary;
}

}  // namespace supreme
