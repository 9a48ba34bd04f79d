#include "synth/heart/torso.h"

#include <gtest/gtest.h>

#include "made_to_order.h"

namespace supreme {
namespace {

using testing::DiagnosisOf;
using testing::PatientNumber;
using testing::TorsoOf;

TEST(Torso, IsDowersMatrixAtTheCentreOfTheMeanBody) {
  const Torso torso;
  EXPECT_NEAR(torso.Leads({1.0, 0.0, 0.0})[0], 0.632, 1e-9);
  EXPECT_NEAR(torso.Leads({0.0, 1.0, 0.0})[1], 1.066, 1e-9);
  EXPECT_NEAR(torso.Leads({0.0, 0.0, 1.0})[3], -1.387, 1e-9);
}

TEST(Torso, SeesNearSourcesLarger) {
  const Torso torso;
  const Vector3 forward{0.0, 0.0, -1.0};
  EXPECT_GT(torso.Leads(forward, Source::kAnterior)[3], 1.3 * torso.Leads(forward)[3]);
  EXPECT_LT(torso.Leads(forward, Source::kPosterior)[3], torso.Leads(forward)[3]);
}

TEST(Torso, DiffersBetweenPatientsMoreThanBetweenRecordings) {
  const Diagnosis healthy = DiagnosisOf({}, 0.0);
  const Vector3 back{0.0, 0.0, 1.0};
  double between = 0.0;
  double within = 0.0;
  for (uint64_t i = 0; i < 40; ++i) {
    const Patient patient = PatientNumber(i);
    Rng anatomy(i);
    Rng same_anatomy(i);
    Rng first(100 + i);
    Rng second(200 + i);
    const double a = Torso(patient, healthy, anatomy, first).Leads(back)[4];
    const double b = Torso(patient, healthy, same_anatomy, second).Leads(back)[4];
    const double mean = Torso().Leads(back)[4];
    within += (a - b) * (a - b) / 2.0;
    between += (a - mean) * (a - mean);
  }
  EXPECT_GT(between, 2.0 * within);
  EXPECT_GT(within, 0.0);
}

TEST(Torso, MirrorsTheHeartInDextrocardia) {
  const Patient patient = PatientNumber(3);
  const Vector3 left{1.0, 0.0, 0.0};
  EXPECT_GT(TorsoOf(patient, DiagnosisOf({}, 0.0)).Leads(left)[0], 0.3);
  EXPECT_LT(TorsoOf(patient, DiagnosisOf({Finding::kDextrocardia}, 0.5)).Leads(left)[0], -0.3);
}

TEST(Torso, DerivesLeadsByEinthovenAndGoldberger) {
  const auto leads = DeriveLeads({0.5, 0.8, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
  EXPECT_NEAR(leads[kLeadIII], 0.3, 1e-12);
  EXPECT_NEAR(leads[kLeadAvr] + leads[kLeadAvl] + leads[kLeadAvf], 0.0, 1e-12);
  EXPECT_EQ(leads[kLeadV6], 6.0);
}

}  // namespace
}  // namespace supreme
