#include "synth/projection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace supreme {
namespace {

Dipole NoisyDipole(uint64_t seed, double size_mv) {
  Rng rng(seed);
  Dipole dipole(2000, 500.0);
  for (size_t s = 0; s < dipole.x.size(); ++s) {
    dipole.x[s] = rng.Normal(0.0, size_mv);
    dipole.y[s] = rng.Normal(0.0, size_mv);
    dipole.z[s] = rng.Normal(0.0, size_mv);
  }
  return dipole;
}

std::vector<std::vector<float>> ElectrodeNoise(uint64_t seed) {
  Rng rng(seed);
  std::vector<std::vector<float>> noise(kElectrodeCount, std::vector<float>(2000));
  for (auto& samples : noise) {
    for (float& sample : samples) sample = static_cast<float>(rng.Normal(0.0, 0.1));
  }
  return noise;
}

void ExpectIdentities(const std::vector<int32_t>& leads) {
  const size_t count = leads.size() / kLeadCount;
  for (size_t s = 0; s < count; ++s) {
    const auto at = [&](size_t lead) { return leads[lead * count + s]; };
    const int32_t i = at(0);
    const int32_t ii = at(1);
    ASSERT_EQ(at(2), ii - i);
    ASSERT_LE(std::abs(2 * at(3) + i + ii), 1);
    ASSERT_LE(std::abs(2 * at(4) - (2 * i - ii)), 1);
    ASSERT_LE(std::abs(2 * at(5) - (2 * ii - i)), 1);
    ASSERT_LE(std::abs(at(3) + at(4) + at(5)), 1);
  }
}

TEST(Projection, KeepsEinthovenAndGoldbergerWithinOneMicrovolt) {
  Rng rng(5);
  const Projection projection = PatientProjection(rng);
  ExpectIdentities(ProjectToLeads(NoisyDipole(1, 1.0), projection, {}));
  ExpectIdentities(ProjectToLeads(NoisyDipole(2, 1.0), projection, ElectrodeNoise(3)));
}

TEST(Projection, KeepsTheIdentitiesAndSixteenBitsWhenItClips) {
  const auto leads = ProjectToLeads(NoisyDipole(1, 60.0), DowerProjection(), {});
  ExpectIdentities(leads);
  for (const int32_t value : leads) EXPECT_LE(std::abs(value), 32767);
}

TEST(Projection, SeesEachAxisWhereItPoints) {
  const Projection projection = DowerProjection();
  const auto left = projection.Leads({1.0, 0.0, 0.0});
  EXPECT_GT(left[0], 0.5);   // I
  EXPECT_LT(left[6], -0.4);  // V1
  EXPECT_GT(left[11], 0.5);  // V6
  const auto down = projection.Leads({0.0, 1.0, 0.0});
  EXPECT_GT(down[5], 1.0);   // aVF
  EXPECT_LT(down[4], -0.5);  // aVL
  const auto back = projection.Leads({0.0, 0.0, 1.0});
  EXPECT_LT(back[7], -1.0);  // V2
  EXPECT_GT(back[11], 0.1);  // V6
}

TEST(Projection, NoiseOfTheRightArmReachesItsLeadsOnly) {
  auto noise = std::vector<std::vector<float>>(kElectrodeCount, std::vector<float>(10));
  noise[kRightArm].assign(10, 0.3F);
  const auto leads = ProjectToLeads(Dipole(10, 500.0), DowerProjection(), noise);
  EXPECT_EQ(leads[0], -300);       // I = LA − RA
  EXPECT_EQ(leads[10], -300);      // II = LL − RA
  EXPECT_EQ(leads[20], 0);         // III = LL − LA
  EXPECT_EQ(leads[6 * 10], -100);  // V1 against the mean of the three limbs
}

TEST(Projection, DiffersBetweenPatientsButNotInTheLimbs) {
  Rng first(1);
  Rng second(2);
  const Projection a = PatientProjection(first);
  const Projection b = PatientProjection(second);
  EXPECT_EQ(a.rows[0].x, b.rows[0].x);
  EXPECT_NE(a.rows[4].x, b.rows[4].x);
}

}  // namespace
}  // namespace supreme
