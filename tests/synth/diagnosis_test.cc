#include "synth/diagnosis.h"

#include <gtest/gtest.h>

#include <array>

#include "synth/compatibility.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

using enum Finding;

std::array<int, kFindingCount> CountFindings(CaseMix mix, int records) {
  std::array<int, kFindingCount> counts{};
  for (int i = 0; i < records; ++i) {
    Rng rng = Rng(7).Fork(static_cast<uint64_t>(i));
    const Patient patient = DrawPatient(rng);
    for (const Finding f : DrawDiagnosis(patient, mix, rng).findings.List()) {
      ++counts[static_cast<size_t>(f)];
    }
  }
  return counts;
}

TEST(DrawDiagnosis, IsAlwaysPlausible) {
  for (uint64_t seed = 0; seed < 4000; ++seed) {
    Rng rng(seed);
    const Patient patient = DrawPatient(rng);
    const Diagnosis diagnosis =
        DrawDiagnosis(patient, seed % 2 == 0 ? CaseMix::kTraining : CaseMix::kHospital, rng);
    ASSERT_TRUE(Plausible(diagnosis.findings)) << seed;
    for (const Finding finding : diagnosis.findings.List()) {
      EXPECT_GE(diagnosis.Severity(finding), 0.0);
      EXPECT_LE(diagnosis.Severity(finding), 1.0);
    }
  }
}

TEST(DrawDiagnosis, BringsEveryFindingOftenEnoughToBeLearnt) {
  constexpr int kRecords = 20000;
  const auto counts = CountFindings(CaseMix::kTraining, kRecords);
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_GE(counts[static_cast<size_t>(info.finding)], kRecords / 400) << info.code;
  }
}

TEST(DrawDiagnosis, FollowsAHospitalsPrevalences) {
  constexpr int kRecords = 20000;
  const auto counts = CountFindings(CaseMix::kHospital, kRecords);
  const auto share = [&](Finding f) { return counts[static_cast<size_t>(f)] / double{kRecords}; };
  EXPECT_NEAR(share(kNormalEcg), 0.42, 0.08);
  EXPECT_NEAR(share(kAtrialFibrillation), 0.06, 0.03);  // PTB-XL 0.07, MIMIC-IV-ECG 0.10
  EXPECT_NEAR(share(kLbbb), 0.025, 0.012);              // 0.025, 0.037
  EXPECT_NEAR(share(kRbbb), 0.045, 0.025);              // 0.025, 0.082
  EXPECT_LT(share(kBrugada), 0.005);
}

TEST(DrawDiagnosis, DrawsIschaemiaMostlyBesideHypertrophy) {
  int with = 0;
  int all = 0;
  for (uint64_t seed = 0; seed < 20000; ++seed) {
    Rng rng(seed);
    const Diagnosis diagnosis = DrawDiagnosis(DrawPatient(rng), CaseMix::kHospital, rng);
    if (!diagnosis.Has(kNonspecificIschaemia)) continue;
    ++all;
    with += diagnosis.Has(kLvh) ? 1 : 0;
  }
  ASSERT_GT(all, 100);
  EXPECT_GT(with, all / 2);
}

TEST(MakeDiagnosis, AddsTheRhythmThatFindingsNeed) {
  EXPECT_TRUE(MakeDiagnosis({kRbbb}, 0.5).Has(kSinusRhythm));
  EXPECT_FALSE(MakeDiagnosis({kAtrialFlutter, kRbbb}, 0.5).Has(kSinusRhythm));
  EXPECT_EQ(MakeDiagnosis({kRbbb}, 0.5).Severity(kRbbb), 0.5);
}

TEST(MakeDiagnosis, RefusesWhatNoHeartShowsAndNamesIt) {
  ExpectError(ErrorCode::kInvalidInput, "CLBBB", [] { MakeDiagnosis({kRbbb, kLbbb}, 0.5); });
}

TEST(MakeDiagnosis, WorksForEveryFindingAlone) {
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_TRUE(Plausible(MakeDiagnosis({info.finding}, 0.5).findings)) << info.code;
  }
}

}  // namespace
}  // namespace supreme
