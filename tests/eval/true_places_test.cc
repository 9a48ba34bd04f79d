#include "eval/true_places.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace supreme {
namespace {

constexpr CellGrid kGrid{10, 10.0};  // cells of 1 s

const PlacedFinding& Placed(Finding finding) {
  for (const PlacedFinding& placed : PlacedFindings()) {
    if (placed.finding == finding) return placed;
  }
  throw std::logic_error("not placed");
}

// One beat a second that fills most of its cell; the one at 4 s is `kind`.
Truth Beats(VentricularKind kind, bool premature) {
  Truth truth;
  for (int i = 0; i < 10; ++i) {
    const bool special = i == 4;
    truth.beats.push_back({i + 0.05, i + 0.2, i + 0.95,
                           special ? kind : VentricularKind::kConducted, special && premature});
  }
  return truth;
}

std::vector<size_t> ColumnsOf(const std::vector<uint8_t>& place, size_t lead) {
  std::vector<size_t> columns;
  for (size_t i = 0; i < kGrid.columns; ++i) {
    if (place[lead * kGrid.columns + i] != 0) columns.push_back(i);
  }
  return columns;
}

TEST(TruePlaces, EctopicBeatsLieWhereTheyAreInAllLeads) {
  const auto place =
      TruePlace(Placed(Finding::kPvc), Beats(VentricularKind::kEctopic, true), kGrid);
  ASSERT_EQ(place.size(), 120U);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    EXPECT_EQ(ColumnsOf(place, lead), std::vector<size_t>{4}) << lead;
  }
}

TEST(TruePlaces, AtrialExtrasAreThePrematureNarrowBeats) {
  const auto& pac = Placed(Finding::kPac);
  EXPECT_EQ(ColumnsOf(TruePlace(pac, Beats(VentricularKind::kConducted, true), kGrid), 0),
            std::vector<size_t>{4});
  EXPECT_TRUE(TruePlace(pac, Beats(VentricularKind::kEctopic, true), kGrid).empty());
}

TEST(TruePlaces, IsEmptyWithoutABeatOfTheKind) {
  EXPECT_TRUE(
      TruePlace(Placed(Finding::kPvc), Beats(VentricularKind::kConducted, false), kGrid).empty());
}

TEST(TruePlaces, TerritoriesAreTheLeadsThatMeetTheCriterion) {
  Truth truth = Beats(VentricularKind::kConducted, false);
  truth.measurements.leads[1].j_mv = 0.15;  // II
  truth.measurements.leads[2].j_mv = 0.20;  // III
  truth.measurements.leads[5].j_mv = 0.05;  // aVF stays below the limit
  truth.measurements.leads[7].j_mv = 0.30;  // V2 is not of the territory
  const auto place = TruePlace(Placed(Finding::kInferiorStElevation), truth, kGrid);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    EXPECT_EQ(ColumnsOf(place, lead).size(), lead == 1 || lead == 2 ? 10U : 0U) << lead;
  }
}

TEST(TruePlaces, InfarctionsAreTheLeadsWithADeepQ) {
  Truth truth = Beats(VentricularKind::kConducted, false);
  truth.measurements.leads[7].q_mv = -0.2;
  const auto place = TruePlace(Placed(Finding::kAnteriorMi), truth, kGrid);
  EXPECT_EQ(ColumnsOf(place, 7).size(), 10U);
  EXPECT_EQ(ColumnsOf(place, 8).size(), 0U);
}

TEST(TruePlaces, EveryFindingHasItsName) {
  EXPECT_GE(PlacedFindings().size(), 8U);
  for (const PlacedFinding& placed : PlacedFindings()) {
    EXPECT_FALSE(placed.place.empty());
    EXPECT_FALSE(Info(placed.finding).name.empty());
  }
}

}  // namespace
}  // namespace supreme
