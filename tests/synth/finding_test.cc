#include "synth/finding.h"

#include <gtest/gtest.h>

#include <array>

namespace supreme {
namespace {

using enum Finding;

constexpr size_t kRecords = 10000;

TEST(Finding, TableIsInTheOrderOfTheEnumeration) {
  for (size_t i = 0; i < kFindingCount; ++i) {
    EXPECT_EQ(static_cast<size_t>(FindingTable()[i].finding), i);
    EXPECT_EQ(FindingByCode(FindingTable()[i].code), FindingTable()[i].finding);
  }
  EXPECT_EQ(FindingByCode("sr"), std::nullopt);
}

TEST(Finding, EveryFindingIsCommonEnoughAndAboutAQuarterIsNormal) {
  std::array<size_t, kFindingCount> counts{};
  Rng rng(2024);
  for (size_t i = 0; i < kRecords; ++i) {
    const Patient patient = DrawPatient(rng);
    const FindingSet findings = DrawFindings(patient, rng);
    ASSERT_TRUE(Plausible(findings));
    for (const FindingInfo& info : FindingTable()) {
      counts[static_cast<size_t>(info.finding)] += findings.Has(info.finding);
    }
  }
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_GE(counts[static_cast<size_t>(info.finding)], 450U) << info.code;
  }
  EXPECT_GT(counts[0], 2500U);
  EXPECT_LT(counts[0], 3100U);
}

TEST(Finding, AgeRaisesFibrillationAndLowersNormal) {
  Rng rng(5);
  Patient young;
  young.age_years = 30;
  Patient old;
  old.age_years = 80;
  std::array<int, 2> fibrillation{};
  std::array<int, 2> normal{};
  for (int i = 0; i < 2000; ++i) {
    const FindingSet a = DrawFindings(young, rng);
    const FindingSet b = DrawFindings(old, rng);
    fibrillation[0] += a.Has(kAtrialFibrillation);
    fibrillation[1] += b.Has(kAtrialFibrillation);
    normal[0] += a.Has(kNormalEcg);
    normal[1] += b.Has(kNormalEcg);
  }
  EXPECT_GT(fibrillation[1], 2 * fibrillation[0]);
  EXPECT_LT(2 * normal[1], normal[0]);
}

TEST(Finding, ExclusionsHoldBothWays) {
  EXPECT_FALSE(Compatible(kLbbb, kRbbb));
  EXPECT_FALSE(Compatible(kRbbb, kLbbb));
  EXPECT_FALSE(Compatible(kAtrialFibrillation, kFirstDegreeAvBlock));
  EXPECT_FALSE(Compatible(kSinusRhythm, kSinusTachycardia));
  EXPECT_FALSE(Compatible(kNormalEcg, kPvc));
  EXPECT_TRUE(Compatible(kNormalEcg, kSinusRhythm));
  EXPECT_TRUE(Compatible(kAtrialFibrillation, kLbbb));
}

TEST(Finding, PlausibleNeedsOneRhythm) {
  EXPECT_TRUE(Plausible({kSinusRhythm, kNormalEcg}));
  EXPECT_TRUE(Plausible({kSinusBradycardia}));
  EXPECT_FALSE(Plausible({}));
  EXPECT_FALSE(Plausible({kSinusRhythm}));  // nothing abnormal, yet not called normal
  EXPECT_FALSE(Plausible({kPvc}));
  EXPECT_FALSE(Plausible({kSinusBradycardia, kNormalEcg}));
}

}  // namespace
}  // namespace supreme
