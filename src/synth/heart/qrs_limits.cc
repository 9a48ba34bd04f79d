#include <algorithm>
#include <array>
#include <cmath>

#include "synth/heart/qrs_parts.h"

namespace supreme {
namespace {

using enum Finding;

double CornellLimitMv(const Patient& patient) { return patient.sex == Sex::kFemale ? 2.0 : 2.8; }

bool HasVoltageLvh(const FindingSet& findings) {
  return findings.HasAny({kLvh, kLvhVoltage, kLvhStrain});
}

bool LosesAnteriorForces(const FindingSet& findings) {
  return findings.HasAny({kAnteroseptalMi, kAnteriorMi, kAnterolateralMi, kVentricularAneurysm,
                          kQWaves, kLbbb, kIncompleteLbbb, kDextrocardia, kLafb, kLateralMi,
                          kInferolateralMi, kInferoposterolateralMi, kExtremeAxis});
}

bool WallsDead(const FindingSet& findings) {
  return findings.HasAny({kInferiorMi, kAnteroseptalMi, kAnteriorMi, kAnterolateralMi, kLateralMi,
                          kInferolateralMi, kInferoposteriorMi, kInferoposterolateralMi,
                          kPosteriorMi, kVentricularAneurysm, kQWaves});
}

bool PosteriorDead(const FindingSet& findings) {
  return findings.HasAny({kPosteriorMi, kInferoposteriorMi, kInferoposterolateralMi});
}

// 1 = at the limit of a criterion for left ventricular hypertrophy.
double LvhRatio(const QrsInput& input, const QrsTrace& trace) {
  const double sokolow = trace.SokolowLyonMv() / 3.5;
  if (input.diagnosis.Has(kLvhVoltage)) return sokolow;
  return std::max({sokolow, trace[kLeadAvl].HighestMv() / 1.1,
                   trace.CornellMv() / CornellLimitMv(input.patient)});
}

// 1 = at the limit of high voltage.
double HighVoltageRatio(const QrsTrace& trace) {
  double ratio = 0.0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const double size_mv = std::max(trace[lead].HighestMv(), -trace[lead].LowestMv());
    ratio = std::max(ratio, size_mv / (lead < 6 ? 2.0 : 3.0));
  }
  return ratio;
}

double LvhSeverity(const Diagnosis& diagnosis) {
  double severity = 0.0;
  for (const Finding finding : {kLvh, kLvhVoltage, kLvhStrain}) {
    if (diagnosis.Has(finding)) severity = std::max(severity, diagnosis.Severity(finding));
  }
  return severity;
}

// R to S of the largest positive and negative deflections.
double Ratio(const QrsDeflections& lead) {
  return lead.HighestMv() / std::max(-lead.LowestMv(), 0.01);
}

// S to the R before it, as a reader compares them: a Q is no S.
double SToR(const QrsDeflections& lead) { return -lead.s_mv / std::max(lead.HighestMv(), 0.01); }

bool AbnormalQ(const QrsDeflections& lead) { return lead.q_ms >= 29.0 && lead.q_mv <= -0.095; }
// What a reader of the recorded trace may call so: its onset comes a few ms earlier.
bool NearlyAbnormalQ(const QrsDeflections& lead) {
  return lead.q_ms >= 25.0 && lead.q_mv <= -0.095;
}

class Sum {
 public:
  void AtLeast(double value, double limit) {
    total_ += std::max(0.0, (limit - value) / Size(limit));
  }
  void AtMost(double value, double limit) {
    total_ += std::max(0.0, (value - limit) / Size(limit));
  }
  void That(bool holds) { total_ += holds ? 0.0 : 0.5; }
  double total() const { return total_; }

 private:
  static double Size(double limit) { return std::max(std::abs(limit), 0.1); }
  double total_ = 0.0;
};

void JudgeVoltage(const QrsInput& input, const QrsTrace& trace, Sum& sum) {
  const FindingSet& findings = input.diagnosis.findings;
  const bool lvh = HasVoltageLvh(findings);
  if (lvh) sum.AtLeast(LvhRatio(input, trace), 1.04);
  const bool judged = !lvh && !findings.HasAny({kHighVoltage, kSeptalHypertrophy, kLbbb, kWpw,
                                                kIncompleteLbbb, kLafb, kIvcd});
  if (judged) sum.AtMost(LvhRatio(input, trace), 0.98);
  if (findings.Has(kHighVoltage)) sum.AtLeast(HighVoltageRatio(trace), 1.04);
  if (!lvh && !findings.HasAny({kHighVoltage, kSeptalHypertrophy, kLbbb})) {
    sum.AtMost(HighVoltageRatio(trace), 0.98);
  }
  if (findings.Has(kLowVoltage)) {
    sum.AtMost(trace.LimbVoltageMv(), 0.48);
  } else {
    sum.AtLeast(trace.LimbVoltageMv(), 0.54);
  }
}

struct AxisRange {
  double low;
  double high;
};

// Of the findings in the set, by what they ask; the normal range where none asks.
AxisRange WantedAxis(const FindingSet& findings) {
  if (findings.Has(kDextrocardia)) return {93.0, 180.0};
  if (findings.Has(kExtremeAxis)) return {-176.0, -94.0};
  if (findings.Has(kLafb)) return {-86.0, -47.0};
  if (findings.HasAny({kLpfb, kRightAxisDeviation, kRvh})) return {93.0, 174.0};
  if (findings.Has(kLeftAxisDeviation)) return {-86.0, -32.0};
  return {-27.5, 87.0};
}

void JudgeProgression(const QrsInput& input, const QrsTrace& trace, Sum& sum) {
  const FindingSet& findings = input.diagnosis.findings;
  const double r3_mv = trace[kLeadV3].r_mv;
  if (findings.Has(kPoorRProgression)) {
    sum.AtMost(r3_mv, 0.28);
    sum.AtMost(trace[kLeadV2].r_mv, r3_mv);
  } else if (!LosesAnteriorForces(findings) && !findings.HasAny({kClockwiseRotation, kRvh})) {
    sum.AtLeast(r3_mv, 0.33);
    sum.AtLeast(trace[kLeadV2].r_mv, 0.11);
  }
  if (findings.Has(kClockwiseRotation)) {
    sum.AtLeast(SToR(trace[kLeadV5]), 1.04);
  } else if (!findings.HasAny({kRvh, kLafb, kRbbb, kLpfb, kExtremeAxis, kRightAxisDeviation}) &&
             !LosesAnteriorForces(findings)) {
    sum.AtLeast(Ratio(trace[kLeadV5]), 1.1);
  }
  const bool early = PosteriorDead(findings) ||
                     findings.HasAny({kRbbb, kIncompleteRbbb, kRvh, kWpw, kSeptalHypertrophy});
  if (findings.Has(kCounterclockwiseRotation)) {
    sum.AtLeast(Ratio(trace[kLeadV2]), 1.05);
  } else if (!early && !findings.Has(kDextrocardia)) {
    sum.AtMost(Ratio(trace[kLeadV2]), 0.97);
    sum.AtMost(trace[kLeadV1].r_mv, 0.48);
  }
  if (PosteriorDead(findings)) {
    sum.That(std::max(Ratio(trace[kLeadV1]), Ratio(trace[kLeadV2])) > 1.04);
  }
}

void JudgeQ(const QrsInput& input, const QrsTrace& trace, Sum& sum) {
  const FindingSet& findings = input.diagnosis.findings;
  constexpr std::array<std::array<size_t, 2>, 9> kNeighbours = {{{kLeadII, kLeadAvf},
                                                                 {kLeadIII, kLeadAvf},
                                                                 {kLeadI, kLeadAvl},
                                                                 {kLeadI, kLeadV6},
                                                                 {kLeadV1, kLeadV2},
                                                                 {kLeadV2, kLeadV3},
                                                                 {kLeadV3, kLeadV4},
                                                                 {kLeadV4, kLeadV5},
                                                                 {kLeadV5, kLeadV6}}};
  const auto neighbours = [&](bool (*has_q)(const QrsDeflections&)) {
    return std::any_of(kNeighbours.begin(), kNeighbours.end(), [&](const auto& pair) {
      return has_q(trace[pair[0]]) && has_q(trace[pair[1]]);
    });
  };
  if (findings.Has(kQWaves)) sum.That(neighbours(AbnormalQ));
  const bool explained =
      WallsDead(findings) || findings.HasAny({kLbbb, kWpw, kSeptalHypertrophy, kDextrocardia, kLafb,
                                              kLpfb, kRvh, kExtremeAxis, kRightAxisDeviation});
  if (!explained) sum.That(!neighbours(NearlyAbnormalQ));
  const auto count = [&](std::initializer_list<size_t> leads) {
    size_t with_q = 0;
    for (const size_t lead : leads) with_q += AbnormalQ(trace[lead]) ? 1 : 0;
    return with_q;
  };
  if (findings.HasAny(
          {kInferiorMi, kInferolateralMi, kInferoposteriorMi, kInferoposterolateralMi})) {
    sum.That(count({kLeadII, kLeadIII, kLeadAvf}) >= 2);
  }
  if (findings.HasAny({kLateralMi, kInferolateralMi, kAnterolateralMi, kInferoposterolateralMi})) {
    sum.That(count({kLeadI, kLeadAvl, kLeadV5, kLeadV6}) >= 2);
  }
}

void JudgeBlocks(const QrsInput& input, const QrsTrace& trace, Sum& sum) {
  const FindingSet& findings = input.diagnosis.findings;
  const QrsDeflections& v1 = trace[kLeadV1];
  if (findings.Has(kDextrocardia)) {
    sum.AtMost(trace[kLeadV6].peak_to_peak_mv, 0.9 * trace[kLeadV2].peak_to_peak_mv);
  }
  if (findings.HasAny({kRbbb, kIncompleteRbbb})) {
    const double front_mv = std::max(v1.r_prime_mv, trace[kLeadV2].r_prime_mv);
    sum.That(front_mv > 0.07 || (findings.Has(kRbbb) && v1.r_mv > 0.3));
  } else if (!findings.HasAny({kRvh, kBrugada, kIvcd, kWpw, kExtremeAxis})) {
    sum.AtMost(v1.r_prime_mv, 0.11);
  }
  if (findings.HasAny({kLbbb, kIncompleteLbbb})) {
    for (const size_t lead : {kLeadI, kLeadV6}) sum.AtMost(-trace[lead].q_mv, 0.03);
    sum.AtMost(v1.r_mv, 0.35);
  }
  if (findings.Has(kLafb)) {
    if (!WallsDead(findings)) sum.AtLeast(-trace[kLeadAvl].q_mv, 0.02);
    for (const size_t lead : {kLeadII, kLeadIII, kLeadAvf}) {
      sum.That(-trace[lead].LowestMv() > trace[lead].HighestMv());
      if (!WallsDead(findings)) sum.AtLeast(trace[lead].r_mv, 0.04);
    }
  }
  if (findings.Has(kLpfb)) {
    for (const size_t lead : {kLeadIII, kLeadAvf}) sum.AtLeast(-trace[lead].q_mv, 0.02);
    sum.AtLeast(trace[kLeadI].r_mv, 0.04);
  }
  if (findings.Has(kRvh)) {
    sum.AtLeast(v1.HighestMv(), 0.52);
    sum.AtLeast(Ratio(v1), 1.04);
    sum.AtMost(std::min(Ratio(trace[kLeadV5]), Ratio(trace[kLeadV6])), 0.96);
  }
}

// Keeps the axis: only the size of the frontal plane changes, and less so that of the chest leads.
void ShrinkLimbs(double factor, VentricularShape& shape) {
  const double back = std::pow(factor, 0.25);
  for (Wave& wave : shape.qrs) {
    wave.peak_mv = {factor * wave.peak_mv.x, factor * wave.peak_mv.y, back * wave.peak_mv.z};
  }
}

}  // namespace

void FitAxis(const QrsInput& input, VentricularShape& shape) {
  const FindingSet& findings = input.diagnosis.findings;
  if (findings.HasAny({kWpw, kLbbb})) return;
  const AxisRange range = WantedAxis(findings);
  const double axis = AxisDegrees(shape.qrs, input.torso);
  if (axis >= range.low && axis <= range.high) return;
  const auto distance = [&](double to) {
    return std::abs(axis - to - 360.0 * std::round((axis - to) / 360.0));
  };
  const double target =
      distance(range.low) < distance(range.high) ? range.low + 3.0 : range.high - 3.0;
  TurnToAxis(target, AxisIsAbnormal(findings) ? 2 : 0, input.torso, shape);
}

void FitVoltage(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const FindingSet& findings = input.diagnosis.findings;
  const QrsTrace trace(shape.qrs, input.torso);
  const double limb_mv = std::max(trace.LimbVoltageMv(), 0.01);
  const double place = rng.Uniform();
  if (findings.Has(kLowVoltage)) {
    const double severity = input.diagnosis.Severity(kLowVoltage);
    ShrinkLimbs((0.475 - 0.12 * severity - 0.03 * place) / limb_mv, shape);
  } else if (HasVoltageLvh(findings)) {
    const double wanted = 1.05 + 0.28 * LvhSeverity(input.diagnosis) + 0.08 * place;
    ScaleWaves(std::clamp(wanted / LvhRatio(input, trace), 0.5, 1.9), shape);
  } else if (findings.Has(kHighVoltage)) {
    const double wanted = 1.06 + 0.25 * input.diagnosis.Severity(kHighVoltage) + 0.05 * place;
    ScaleWaves(wanted / HighVoltageRatio(trace), shape);
  } else if (limb_mv < 0.57) {
    ScaleWaves((0.58 + 0.2 * place) / limb_mv, shape);
  } else if (!findings.HasAny({kLbbb, kWpw, kSeptalHypertrophy})) {
    const double ratio = std::max(LvhRatio(input, trace), HighVoltageRatio(trace));
    if (ratio > 0.96) ScaleWaves((0.80 + 0.15 * place) / ratio, shape);
  }
}

void FitRotation(const QrsInput& input, VentricularShape& shape) {
  const FindingSet& findings = input.diagnosis.findings;
  const bool poor = findings.Has(kPoorRProgression);
  const bool clockwise = findings.Has(kClockwiseRotation);
  const bool counterclockwise = findings.Has(kCounterclockwiseRotation);
  if (!poor && !clockwise && !counterclockwise) return;
  constexpr double kStepDegrees = 5.0;
  constexpr int kSteps = 16;
  for (int step = 0; step < kSteps; ++step) {
    const QrsTrace trace(shape.qrs, input.torso);
    const bool done = counterclockwise ? Ratio(trace[kLeadV2]) > 1.1
                                       : (!poor || trace[kLeadV3].r_mv < 0.26) &&
                                             (!clockwise || SToR(trace[kLeadV5]) > 1.07);
    if (done) return;
    TurnWaves({0.0, counterclockwise ? -kStepDegrees : kStepDegrees, 0}, shape);
  }
}

double Shortfall(const QrsInput& input, const QrsTrace& trace) {
  Sum sum;
  const FindingSet& findings = input.diagnosis.findings;
  JudgeVoltage(input, trace, sum);
  JudgeProgression(input, trace, sum);
  JudgeQ(input, trace, sum);
  JudgeBlocks(input, trace, sum);
  if (!findings.HasAny({kWpw, kLbbb})) {
    AxisRange range = WantedAxis(findings);
    // Dead walls turn the axis away from them.
    if (WallsDead(findings) && !AxisIsAbnormal(findings)) range = {-60.0, 115.0};
    const double axis = trace.AxisDegrees();
    sum.That(axis > range.low - 1.0 && axis < range.high + 1.0);
  }
  return sum.total();
}

}  // namespace supreme
