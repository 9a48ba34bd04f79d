#include "synth/patient.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace supreme {
namespace {

constexpr int kPatients = 4000;

std::vector<Patient> DrawMany(uint64_t seed) {
  Rng rng(seed);
  std::vector<Patient> patients;
  for (int i = 0; i < kPatients; ++i) patients.push_back(DrawPatient(rng));
  return patients;
}

TEST(Patient, IsDrawnFromTheSeedAlone) {
  Rng first(5), second(5), other(6);
  const Patient a = DrawPatient(first), b = DrawPatient(second), c = DrawPatient(other);
  EXPECT_EQ(a.anatomy_seed, b.anatomy_seed);
  EXPECT_EQ(a.age_years, b.age_years);
  EXPECT_EQ(a.height_cm, b.height_cm);
  EXPECT_EQ(a.weight_kg, b.weight_kg);
  EXPECT_NE(a.anatomy_seed, c.anatomy_seed);
}

TEST(Patient, AgesAreThoseOfAHospitalsArchive) {
  std::vector<int> ages;
  for (const Patient& patient : DrawMany(1)) ages.push_back(patient.age_years);
  std::sort(ages.begin(), ages.end());
  EXPECT_GE(ages.front(), 18);
  EXPECT_LE(ages.back(), 89);
  // PTB-XL: median 62, interquartile range 22 years.
  EXPECT_NEAR(ages[kPatients / 2], 62, 3);
  EXPECT_NEAR(ages[3 * kPatients / 4] - ages[kPatients / 4], 22, 4);
}

TEST(Patient, BodiesArePossibleAndMenAreTaller) {
  double male_cm = 0.0, female_cm = 0.0;
  int males = 0;
  for (const Patient& patient : DrawMany(2)) {
    ASSERT_GE(patient.height_cm, 140.0);
    ASSERT_LE(patient.height_cm, 205.0);
    const double height_m = patient.height_cm / 100.0;
    const double body_mass_index = patient.weight_kg / (height_m * height_m);
    ASSERT_GE(body_mass_index, 16.5) << "17 before the weight was rounded";
    ASSERT_LE(body_mass_index, 45.5);
    ASSERT_NE(patient.sex, Sex::kUnknown);
    males += patient.sex == Sex::kMale;
    (patient.sex == Sex::kMale ? male_cm : female_cm) += patient.height_cm;
  }
  EXPECT_NEAR(static_cast<double>(males) / kPatients, 0.52, 0.03);
  EXPECT_NEAR(male_cm / males, 175.0, 1.0);
  EXPECT_NEAR(female_cm / (kPatients - males), 163.0, 1.0);
}

TEST(Patient, NoTwoPatientsShareTheirAnatomy) {
  std::set<uint64_t> seeds;
  for (const Patient& patient : DrawMany(3)) seeds.insert(patient.anatomy_seed);
  EXPECT_EQ(seeds.size(), static_cast<size_t>(kPatients));
}

}  // namespace
}  // namespace supreme
