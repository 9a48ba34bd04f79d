#include "synth/dataset/cohort.h"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace supreme {
namespace {

TEST(Cohort, AllVisitsOfAPatientAreInOneFoldAndOneBody) {
  std::map<uint64_t, Visit> first;
  size_t returning = 0;
  const auto cohort = DrawCohort(7, 5000, CaseMix::kHospital);
  for (const Visit& visit : cohort) {
    const auto [entry, fresh] = first.emplace(visit.patient_id, visit);
    if (fresh) continue;
    ++returning;
    EXPECT_EQ(entry->second.fold, visit.fold);
    EXPECT_EQ(entry->second.patient.anatomy_seed, visit.patient.anatomy_seed);
    EXPECT_LT(entry->second.recorded_at, visit.recorded_at);
  }
  EXPECT_NEAR(static_cast<double>(returning) / static_cast<double>(first.size()), 0.195, 0.03);
}

TEST(Cohort, FoldsAreOfEqualSize) {
  std::array<int, 11> counts{};
  for (const Visit& visit : DrawCohort(1, 10000, std::nullopt))
    ++counts.at(static_cast<size_t>(visit.fold));
  EXPECT_EQ(counts[0], 0);
  for (size_t fold = 1; fold <= 10; ++fold) EXPECT_NEAR(counts[fold], 1000, 130) << fold;
}

TEST(Cohort, ALongerOneStartsWithTheShorter) {
  const auto shorter = DrawCohort(3, 50, CaseMix::kTraining);
  const auto longer = DrawCohort(3, 60, CaseMix::kTraining);
  ASSERT_EQ(shorter.size(), 50U);
  for (size_t i = 0; i < shorter.size(); ++i) {
    EXPECT_EQ(shorter[i].patient_id, longer[i].patient_id);
    EXPECT_EQ(shorter[i].recorded_at, longer[i].recorded_at);
    ASSERT_EQ(shorter[i].diagnosis.has_value(), longer[i].diagnosis.has_value());
    if (shorter[i].diagnosis) {
      EXPECT_EQ(shorter[i].diagnosis->findings, longer[i].diagnosis->findings);
    }
  }
}

}  // namespace
}  // namespace supreme
