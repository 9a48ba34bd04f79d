#include "synth/heart/qrs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "made_to_order.h"

namespace supreme {
namespace {

using enum Finding;
using testing::Complex;
using testing::ComplexOf;
using testing::DiagnosisOf;

constexpr uint64_t kPatients = 60;
constexpr double kSeverities[] = {0.0, 0.5, 1.0};

// Share of patients, over three severities, whose complex satisfies `holds`.
template <class Predicate>
double Share(std::initializer_list<Finding> findings, const Predicate& holds) {
  size_t count = 0;
  for (const double severity : kSeverities) {
    const Diagnosis diagnosis = DiagnosisOf(findings, severity);
    for (uint64_t i = 0; i < kPatients; ++i) count += holds(ComplexOf(i, diagnosis)) ? 1 : 0;
  }
  return static_cast<double>(count) / (3.0 * kPatients);
}

bool HasQ(const QrsDeflections& lead) { return lead.q_ms >= 30.0 && lead.q_mv <= -0.1; }

size_t QCount(const Complex& c, std::initializer_list<size_t> leads) {
  return static_cast<size_t>(
      std::count_if(leads.begin(), leads.end(), [&](size_t lead) { return HasQ(c.trace[lead]); }));
}

TEST(NormalQrs, FulfilsNoCriterionOfDisease) {
  const Diagnosis healthy = DiagnosisOf({}, 0.0);
  for (uint64_t i = 0; i < 300; ++i) {
    const Complex c = ComplexOf(i, healthy);
    EXPECT_LT(c.shape.qrs_ms, 110.0);
    EXPECT_GT(c.trace.AxisDegrees(), -30.0);
    EXPECT_LT(c.trace.AxisDegrees(), 90.0);
    EXPECT_LT(c.trace.SokolowLyonMv(), 3.5);
    EXPECT_GT(c.trace.LimbVoltageMv(), 0.5);
    EXPECT_LT(QCount(c, {kLeadIII, kLeadAvf, kLeadII}), 2U);
    EXPECT_GT(c.trace[kLeadV3].r_mv, 0.3);
  }
}

// Medians of normal ECGs, PTB-XL folds 1–4.
TEST(NormalQrs, HasTheMedianAmplitudesOfRealOnes) {
  struct Expectation {
    size_t lead;
    double r_mv;
    double s_mv;
  };
  constexpr Expectation kReal[] = {{kLeadI, 0.67, -0.05},  {kLeadII, 0.84, -0.07},
                                   {kLeadV1, 0.17, -0.81}, {kLeadV2, 0.52, -1.25},
                                   {kLeadV3, 0.88, -0.71}, {kLeadV4, 1.32, -0.39},
                                   {kLeadV5, 1.36, -0.15}, {kLeadV6, 1.13, -0.04}};
  const Diagnosis healthy = DiagnosisOf({}, 0.0);
  for (const Expectation& real : kReal) {
    std::vector<double> r_mv;
    std::vector<double> s_mv;
    for (uint64_t i = 0; i < 200; ++i) {
      const Complex c = ComplexOf(i, healthy);
      r_mv.push_back(c.trace[real.lead].r_mv);
      s_mv.push_back(c.trace[real.lead].s_mv);
    }
    std::nth_element(r_mv.begin(), r_mv.begin() + 100, r_mv.end());
    std::nth_element(s_mv.begin(), s_mv.begin() + 100, s_mv.end());
    EXPECT_NEAR(r_mv[100], real.r_mv, 0.25 * real.r_mv + 0.05) << kLeadNames[real.lead];
    EXPECT_NEAR(s_mv[100], real.s_mv, 0.25 * std::abs(real.s_mv) + 0.12) << kLeadNames[real.lead];
  }
}

TEST(NormalQrs, IsTheSameForTheSamePatient) {
  const Diagnosis healthy = DiagnosisOf({}, 0.0);
  EXPECT_EQ(ComplexOf(5, healthy).trace.AxisDegrees(), ComplexOf(5, healthy).trace.AxisDegrees());
  EXPECT_NE(ComplexOf(5, healthy).trace.AxisDegrees(), ComplexOf(6, healthy).trace.AxisDegrees());
}

TEST(RightBundleBranchBlock, IsWideWithLateRInV1AndSInI) {
  EXPECT_GE(Share({kRbbb},
                  [](const Complex& c) {
                    const QrsDeflections& v1 = c.trace[kLeadV1];
                    return c.shape.qrs_ms >= 120.0 && v1.HighestMv() > 0.25 &&
                           c.trace[kLeadI].s_mv < -0.04 && c.trace[kLeadV6].s_mv < -0.04;
                  }),
            0.95);
}

TEST(IncompleteRightBundleBranchBlock, IsNarrowWithASecondR) {
  EXPECT_GE(Share({kIncompleteRbbb},
                  [](const Complex& c) {
                    return c.shape.qrs_ms < 120.0 && std::max(c.trace[kLeadV1].r_prime_mv,
                                                              c.trace[kLeadV2].r_prime_mv) > 0.05;
                  }),
            0.95);
}

TEST(LeftBundleBranchBlock, IsWideWithoutSeptalQ) {
  EXPECT_GE(Share({kLbbb},
                  [](const Complex& c) {
                    return c.shape.qrs_ms >= 125.0 && c.trace[kLeadI].q_mv > -0.04 &&
                           c.trace[kLeadV6].q_mv > -0.04 && c.trace[kLeadV2].LowestMv() < -0.8;
                  }),
            0.97);
}

TEST(AnteriorFascicularBlock, TurnsTheAxisUpAndKeepsSInV5) {
  EXPECT_GE(Share({kLafb},
                  [](const Complex& c) {
                    const double axis = c.trace.AxisDegrees();
                    return axis <= -45.0 && axis >= -90.0 && c.trace[kLeadAvl].q_mv < 0.0 &&
                           c.trace[kLeadIII].r_mv < -c.trace[kLeadIII].s_mv &&
                           c.shape.qrs_ms < 120.0;
                  }),
            0.95);
}

TEST(PosteriorFascicularBlock, TurnsTheAxisRight) {
  EXPECT_GE(Share({kLpfb},
                  [](const Complex& c) {
                    return c.trace.AxisDegrees() > 90.0 && c.trace[kLeadIII].q_mv < 0.0;
                  }),
            0.95);
}

TEST(LeftVentricularHypertrophy, FulfilsSokolowAndLyon) {
  EXPECT_GE(Share({kLvhVoltage}, [](const Complex& c) { return c.trace.SokolowLyonMv() > 3.5; }),
            0.97);
}

TEST(RightVentricularHypertrophy, HasATallRInV1AndSLaterally) {
  EXPECT_GE(Share({kRvh},
                  [](const Complex& c) {
                    const QrsDeflections& v1 = c.trace[kLeadV1];
                    return v1.HighestMv() > 0.5 && v1.HighestMv() > -v1.LowestMv() &&
                           c.trace.AxisDegrees() > 90.0;
                  }),
            0.95);
}

TEST(LowVoltage, StaysBelowHalfAMillivoltInLimbLeads) {
  EXPECT_GE(Share({kLowVoltage}, [](const Complex& c) { return c.trace.LimbVoltageMv() < 0.5; }),
            0.97);
}

TEST(InferiorInfarction, ShowsQInTwoInferiorLeads) {
  EXPECT_GE(Share({kInferiorMi},
                  [](const Complex& c) {
                    return QCount(c, {kLeadII, kLeadIII, kLeadAvf}) >= 2;
                  }),
            0.97);
}

TEST(InferiorInfarction, ShowsItsQBesideRightBundleBranchBlock) {
  EXPECT_GE(Share({kInferiorMi, kRbbb},
                  [](const Complex& c) {
                    return c.shape.qrs_ms >= 120.0 && QCount(c, {kLeadII, kLeadIII, kLeadAvf}) >= 2;
                  }),
            0.95);
}

TEST(AnteroseptalInfarction, LosesTheRInV2) {
  EXPECT_GE(Share({kAnteroseptalMi},
                  [](const Complex& c) {
                    return c.trace[kLeadV2].r_mv < 0.1 || c.trace[kLeadV2].q_ms >= 20.0;
                  }),
            0.95);
}

TEST(LateralInfarction, ShowsQLaterally) {
  EXPECT_GE(Share({kLateralMi},
                  [](const Complex& c) {
                    return QCount(c, {kLeadI, kLeadAvl, kLeadV5, kLeadV6}) >= 2;
                  }),
            0.95);
}

TEST(PosteriorInfarction, HasATallRInFront) {
  EXPECT_GE(Share({kPosteriorMi},
                  [](const Complex& c) {
                    const auto tall = [&](size_t lead) {
                      return c.trace[lead].r_mv > -c.trace[lead].s_mv && c.trace[lead].r_ms >= 40.0;
                    };
                    return tall(kLeadV1) || tall(kLeadV2);
                  }),
            0.97);
}

TEST(RBeats, ProgressPoorlyOrTurnAsAsked) {
  EXPECT_GE(
      Share({kPoorRProgression}, [](const Complex& c) { return c.trace[kLeadV3].r_mv <= 0.3; }),
      0.9);
  EXPECT_GE(
      Share({kCounterclockwiseRotation},
            [](const Complex& c) { return c.trace[kLeadV2].r_mv > -c.trace[kLeadV2].LowestMv(); }),
      0.95);
}

TEST(PreExcitation, DisappearsWithoutConduction) {
  const Patient patient = testing::PatientNumber(2);
  const Diagnosis wpw = DiagnosisOf({kWpw}, 0.8);
  const Torso torso = testing::TorsoOf(patient, wpw);
  Rng anatomy(patient.anatomy_seed);
  QrsInput input{patient, wpw, torso};
  const double with_ms = MakeQrs(input, anatomy).qrs_ms;
  input.conduction = 0.0;
  const double without_ms = MakeQrs(input, anatomy).qrs_ms;
  EXPECT_GT(with_ms, 112.0);
  EXPECT_LT(without_ms, 110.0);
}

TEST(EctopicBeats, AreWideAndDifferBetweenFoci) {
  const Patient patient = testing::PatientNumber(4);
  const Diagnosis healthy = DiagnosisOf({}, 0.0);
  const Torso torso = testing::TorsoOf(patient, healthy);
  Rng anatomy(patient.anatomy_seed);
  QrsInput input{patient, healthy, torso, VentricularKind::kEctopic};
  const VentricularShape first = MakeQrs(input, anatomy);
  input.focus = 1;
  const VentricularShape second = MakeQrs(input, anatomy);
  EXPECT_GE(first.qrs_ms, 120.0);
  EXPECT_GE(second.qrs_ms, 120.0);
  EXPECT_NE(Summarise(first, torso).axis_degrees, Summarise(second, torso).axis_degrees);
}

TEST(PacedBeats, MostlyHaveASuperiorAxis) {
  size_t superior = 0;
  for (uint64_t i = 0; i < kPatients; ++i) {
    const Complex c = ComplexOf(i, DiagnosisOf({}, 0.0), VentricularKind::kPaced);
    EXPECT_GE(c.shape.qrs_ms, 120.0);
    superior += c.trace.AxisDegrees() < 0.0 ? 1 : 0;
  }
  EXPECT_GT(superior, kPatients / 2);
}

}  // namespace
}  // namespace supreme
