#include "synth/heart/repolarisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "made_to_order.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {
namespace {

using enum Finding;

enum Place : size_t { kI, kII, kIII, kAvr, kAvl, kAvf, kV1, kV2, kV3, kV4, kV5, kV6 };
constexpr uint64_t kHearts = 40;
constexpr double kSeverities[] = {0.0, 0.5, 1.0};

struct Case {
  Diagnosis diagnosis;
  Patient patient;
  Torso torso;
  VentricularShape shape;
  double rr_s = 0.85;

  std::array<double, kLeadCount> At(double time_ms) const {
    IndependentLeads leads{};
    for (const auto* waves : {&shape.qrs, &shape.st_t}) {
      for (const Wave& wave : *waves) {
        const double height = CourseAt(
            {wave.center_ms, wave.left_sigma_ms, wave.right_sigma_ms, wave.hold_ms, 0.0, 10.0},
            time_ms);
        AddScaled(height, torso.Leads(wave.peak_mv, wave.source), leads);
      }
    }
    return DeriveLeads(leads);
  }
  double J(size_t lead) const { return At(shape.qrs_ms)[lead]; }
  double St60(size_t lead) const { return At(shape.qrs_ms + 60.0)[lead]; }
  double LowestT(size_t lead) const {
    double lowest = 0.0;
    for (double t = shape.qrs_ms + 80.0; t < shape.qt_ms; t += 8.0) {
      lowest = std::min(lowest, At(t)[lead]);
    }
    return lowest;
  }
  double HighestT(size_t lead) const {
    double highest = 0.0;
    for (double t = shape.qrs_ms + 80.0; t < shape.qt_ms; t += 8.0) {
      highest = std::max(highest, At(t)[lead]);
    }
    return highest;
  }
  double QtcMs() const { return shape.qt_ms / std::sqrt(rr_s); }
};

Case MakeCase(uint64_t number, const Diagnosis& diagnosis,
              VentricularKind kind = VentricularKind::kConducted) {
  const Patient patient = testing::PatientNumber(number);
  const Torso torso = testing::TorsoOf(patient, diagnosis);
  Case made{diagnosis, patient, torso, {}};
  Rng anatomy(patient.anatomy_seed);
  QrsInput input{patient, diagnosis, torso, kind};
  made.shape = MakeQrs(input, anatomy);
  made.rr_s = 0.65 + 0.01 * static_cast<double>(number);
  RepolarisationInput repolarisation{.patient = patient,
                                     .diagnosis = diagnosis,
                                     .torso = torso,
                                     .kind = kind,
                                     .mean_rr_s = made.rr_s,
                                     .qrs = Summarise(made.shape, torso)};
  Rng t_anatomy = anatomy.Fork("t");
  Rng state(number);
  AddRepolarisation(repolarisation, t_anatomy, state, made.shape);
  return made;
}

// Share of hearts, over three severities, in which the sign holds.
template <class Sign>
double Share(std::initializer_list<Finding> findings, InfarctAge age, const Sign& sign) {
  double held = 0.0;
  for (const double severity : kSeverities) {
    Diagnosis diagnosis = testing::DiagnosisOf(findings, severity);
    diagnosis.infarct_age = age;
    for (uint64_t i = 0; i < kHearts; ++i) held += sign(MakeCase(i, diagnosis)) ? 1.0 : 0.0;
  }
  return held / static_cast<double>(std::size(kSeverities) * kHearts);
}

template <class Sign>
double Share(std::initializer_list<Finding> findings, const Sign& sign) {
  return Share(findings, InfarctAge::kOld, sign);
}

using Leads = std::initializer_list<size_t>;
constexpr double kNearlyAll = 0.95;

template <class Value>
long CountAtLeast(const Leads& leads, double limit, const Value& value) {
  return std::count_if(leads.begin(), leads.end(),
                       [&](size_t lead) { return value(lead) >= limit; });
}

bool Elevated(const Case& c, const Leads& leads, long count, double limit = 0.1) {
  return CountAtLeast(leads, limit, [&](size_t lead) { return c.J(lead); }) >= count;
}
bool Depressed(const Case& c, const Leads& leads, long count, double limit = 0.05) {
  return CountAtLeast(leads, limit, [&](size_t lead) { return -c.St60(lead); }) >= count;
}
bool Inverted(const Case& c, const Leads& leads, long count, double limit = 0.1) {
  return CountAtLeast(leads, limit, [&](size_t lead) { return -c.LowestT(lead); }) >= count;
}

TEST(Repolarisation, LeavesThePrLevelAlone) {
  for (uint64_t i = 0; i < kHearts; ++i) {
    Case c = MakeCase(i, testing::DiagnosisOf({kInferiorStElevation}, 1.0));
    c.shape.qrs.clear();
    for (const double time_ms : {-60.0, -20.0, 0.0}) {
      for (const double mv : c.At(time_ms)) ASSERT_NEAR(mv, 0.0, 0.012);
    }
  }
}

TEST(Repolarisation, NormalHeartsMeetNoCriterionOfDisease) {
  const auto sign = [](const Case& c) {
    return Elevated(c, {kII, kIII, kAvf}, 2) || Elevated(c, {kI, kAvl, kV5, kV6}, 2) ||
           Elevated(c, {kV2, kV3}, 2, 0.25) || Depressed(c, {kII, kIII, kAvf}, 2) ||
           Depressed(c, {kV3, kV4, kV5, kV6}, 2) || Inverted(c, {kI, kII, kV3, kV4, kV5, kV6}, 1) ||
           c.QtcMs() >= 460.0;
  };
  EXPECT_LE(Share({kNormalEcg}, sign), 0.02);
}

TEST(Repolarisation, NormalTPointsLeftDownAndForward) {
  double sum_v3 = 0.0;
  double sum_ii = 0.0;
  double sum_avr = 0.0;
  double sum_st = 0.0;
  for (uint64_t i = 0; i < kHearts; ++i) {
    const Case c = MakeCase(i, testing::DiagnosisOf({kNormalEcg}, 0.5));
    sum_v3 += c.HighestT(kV3) / kHearts;
    sum_ii += c.HighestT(kII) / kHearts;
    sum_avr += c.LowestT(kAvr) / kHearts;
    sum_st += c.At(c.shape.qrs_ms + 40.0)[kV2] / kHearts;
  }
  // PTB-XL folds 1–4, medians of normal records: 0.51, 0.29, −0.27 and 0.11 mV.
  EXPECT_NEAR(sum_v3, 0.52, 0.15);
  EXPECT_NEAR(sum_ii, 0.28, 0.08);
  EXPECT_NEAR(sum_avr, -0.26, 0.08);
  EXPECT_NEAR(sum_st, 0.11, 0.05);
}

TEST(Repolarisation, ElevatesStOverTheNamedWall) {
  EXPECT_GE(Share({kInferiorStElevation},
                  [](const Case& c) {
                    return Elevated(c, {kII, kIII, kAvf}, 2);
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kLateralStElevation},
                  [](const Case& c) {
                    return Elevated(c, {kI, kAvl, kV5, kV6}, 2);
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kAnteriorStElevation},
                  [](const Case& c) {
                    return Elevated(c, {kV2, kV3}, 2, 0.15);
                  }),
            kNearlyAll);
}

TEST(Repolarisation, InferiorElevationIsMirroredInAvl) {
  EXPECT_GE(Share({kInferiorStElevation}, [](const Case& c) { return c.J(kAvl) < -0.02; }),
            kNearlyAll);
}

TEST(Repolarisation, DepressesStInInjury) {
  EXPECT_GE(Share({kInferiorInjury},
                  [](const Case& c) {
                    return Depressed(c, {kII, kIII, kAvf}, 3, 0.1);
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kAnterolateralInjury},
                  [](const Case& c) {
                    return Depressed(c, {kV3, kV4, kV5, kV6}, 2, 0.1);
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kLateralInjury},
                  [](const Case& c) {
                    return Depressed(c, {kI, kAvl, kV5, kV6}, 2, 0.1);
                  }),
            kNearlyAll);
}

TEST(Repolarisation, IschaemiaShowsInItsTerritory) {
  EXPECT_GE(Share({kInferiorIschaemia},
                  [](const Case& c) {
                    return Depressed(c, {kII, kIII, kAvf}, 2) || Inverted(c, {kII, kIII, kAvf}, 2);
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kAnteriorIschaemia},
                  [](const Case& c) {
                    return Depressed(c, {kV2, kV3, kV4}, 2) || Inverted(c, {kV2, kV3, kV4}, 2);
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kNonspecificIschaemia, kLvh},
                  [](const Case& c) {
                    return Depressed(c, {kI, kV5, kV6}, 2) || Inverted(c, {kI, kV5, kV6}, 2);
                  }),
            kNearlyAll);
}

TEST(Repolarisation, InfarctsEvolveWithAge) {
  const auto elevated = [](const Case& c) { return Elevated(c, {kII, kIII, kAvf}, 2); };
  const auto inverted = [](const Case& c) { return Inverted(c, {kII, kIII, kAvf}, 2); };
  EXPECT_GE(Share({kInferiorMi}, InfarctAge::kAcute, elevated), kNearlyAll);
  EXPECT_GE(Share({kInferiorMi}, InfarctAge::kRecent, inverted), kNearlyAll);
  EXPECT_LE(Share({kInferiorMi}, InfarctAge::kRecent, elevated), 0.1);
  EXPECT_LE(Share({kInferiorMi}, InfarctAge::kOld, elevated), 0.05);
  EXPECT_LE(Share({kInferiorMi}, InfarctAge::kOld, inverted), 0.6);
}

TEST(Repolarisation, StrainDepressesStAndInvertsTLaterally) {
  EXPECT_GE(
      Share({kLvhStrain},
            [](const Case& c) {
              return Depressed(c, {kI, kAvl, kV5, kV6}, 2) && Inverted(c, {kI, kAvl, kV5, kV6}, 2);
            }),
      kNearlyAll);
}

TEST(Repolarisation, BlocksTurnTAgainstTheQrs) {
  EXPECT_GE(Share({kLbbb},
                  [](const Case& c) {
                    return c.HighestT(kV2) > 0.1 && c.J(kV2) > 0.0 &&
                           -c.LowestT(kV6) > c.HighestT(kV6);
                  }),
            0.85);
  EXPECT_GE(Share({kRbbb}, [](const Case& c) { return c.LowestT(kV1) < -0.05; }), 0.85);
}

TEST(Repolarisation, QtcFollowsTheFindings) {
  const auto limit = [](const Case& c) { return c.patient.sex == Sex::kFemale ? 460.0 : 450.0; };
  EXPECT_EQ(Share({kLongQt}, [&](const Case& c) { return c.QtcMs() >= limit(c); }), 1.0);
  EXPECT_EQ(Share({kShortQt}, [](const Case& c) { return c.QtcMs() <= 350.0; }), 1.0);
  EXPECT_EQ(Share({kSinusRhythm},
                  [&](const Case& c) { return c.QtcMs() > 350.0 && c.QtcMs() < limit(c); }),
            1.0);
}

TEST(Repolarisation, SizesOfTFollowTheFindings) {
  EXPECT_GE(Share({kHighT},
                  [](const Case& c) {
                    return c.HighestT(kV2) > 1.0 || c.HighestT(kV3) > 1.0 ||
                           c.HighestT(kV4) > 1.0 || c.HighestT(kI) > 0.5 || c.HighestT(kII) > 0.5;
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kLowT},
                  [](const Case& c) {
                    return CountAtLeast({kI, kII, kV5, kV6}, -0.1,
                                        [&](size_t lead) { return -c.HighestT(lead); }) >= 2;
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kTInversion},
                  [](const Case& c) {
                    return Inverted(c, {kI, kII, kAvl, kV2, kV3, kV4, kV5, kV6}, 2);
                  }),
            kNearlyAll);
}

TEST(Repolarisation, BenignElevationsMeetTheirCriteria) {
  EXPECT_GE(
      Share({kEarlyRepolarisation},
            [](const Case& c) {
              return Elevated(c, {kII, kIII, kAvf}, 2) || Elevated(c, {kI, kAvl, kV4, kV5, kV6}, 2);
            }),
      kNearlyAll);
  EXPECT_GE(Share({kPericarditis},
                  [](const Case& c) {
                    return Elevated(c, {kI, kII, kAvf, kV3, kV4, kV5, kV6}, 4) &&
                           c.J(kAvr) < -0.05 && c.At(-35.0)[kII] < -0.02;
                  }),
            kNearlyAll);
  EXPECT_GE(Share({kBrugada},
                  [](const Case& c) {
                    return Elevated(c, {kV1, kV2}, 2, 0.2);
                  }),
            kNearlyAll);
}

TEST(Repolarisation, NeverLeavesWhatAHeartCanShow) {
  for (uint64_t i = 0; i < kHearts; ++i) {
    for (const Finding finding :
         {kBrugada, kLowT, kHyperkalaemia, kAnteriorIschaemia, kLvhStrain}) {
      const Case c = MakeCase(i, testing::DiagnosisOf({finding}, 1.0));
      for (const double time_ms : {c.shape.qrs_ms, 0.8 * c.shape.qt_ms}) {
        for (const double mv : c.At(time_ms))
          ASSERT_LT(std::abs(mv), 3.0) << Info(finding).code << time_ms;
      }
    }
  }
}

TEST(Repolarisation, SameSeedsGiveTheSameWaves) {
  const Diagnosis diagnosis = testing::DiagnosisOf({kStDepression}, 0.5);
  const Case a = MakeCase(3, diagnosis);
  const Case b = MakeCase(3, diagnosis);
  ASSERT_EQ(a.shape.st_t.size(), b.shape.st_t.size());
  for (size_t i = 0; i < a.shape.st_t.size(); ++i) {
    EXPECT_EQ(a.shape.st_t[i].peak_mv.x, b.shape.st_t[i].peak_mv.x);
    EXPECT_EQ(a.shape.st_t[i].center_ms, b.shape.st_t[i].center_ms);
  }
}

}  // namespace
}  // namespace supreme
