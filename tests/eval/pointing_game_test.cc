#include "eval/pointing_game.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

constexpr size_t kColumns = 20;
constexpr size_t kCells = 12 * kColumns;

// `count` records whose place is one column in all leads; `points_at(place column, rng)` says where
// the map is strongest.
template <class PointsAt>
std::vector<PlacedMap> Records(size_t count, const PointsAt& points_at) {
  std::vector<PlacedMap> maps;
  Rng rng(3);
  for (size_t i = 0; i < count; ++i) {
    PlacedMap map{std::vector<double>(kCells, 0.1), std::vector<uint8_t>(kCells, 0)};
    const size_t column = rng.Index(kColumns);
    for (size_t lead = 0; lead < 12; ++lead) map.place[lead * kColumns + column] = 1;
    map.importance[rng.Index(12) * kColumns + points_at(column, rng)] = 1.0;
    maps.push_back(std::move(map));
  }
  return maps;
}

PointingOptions Options() { return {.column_count = kColumns, .permutation_count = 999}; }

TEST(PointingGame, ATrueMapHitsAndIsBetterThanBothKindsOfChance) {
  const auto maps = Records(40, [](size_t column, Rng&) { return column; });
  const PointingGame game = PlayPointingGame(maps, Options(), Rng(1));
  EXPECT_EQ(game.hit_rate, 1.0);
  EXPECT_DOUBLE_EQ(game.area, 1.0 / kColumns);
  EXPECT_DOUBLE_EQ(game.p_area, 0.001);
  EXPECT_DOUBLE_EQ(game.p_swap, 0.001);
  EXPECT_GT(game.mass, game.swap_mass);
  EXPECT_DOUBLE_EQ(game.p_mass_swap, 0.001);
}

TEST(PointingGame, ARandomMapIsAsGoodAsChance) {
  const auto maps = Records(200, [](size_t, Rng& rng) { return rng.Index(kColumns); });
  const PointingGame game = PlayPointingGame(maps, Options(), Rng(1));
  EXPECT_NEAR(game.hit_rate, game.area, 0.05);
  EXPECT_GT(game.p_area, 0.05);
  EXPECT_GT(game.p_swap, 0.05);
}

TEST(PointingGame, AMapThatKnowsOnlyWhatIsCommonFailsAgainstOtherRecords) {
  // All places lie in the first two columns and every map points there, whatever the record.
  auto maps = Records(40, [](size_t, Rng&) { return size_t{0}; });
  for (PlacedMap& map : maps) {
    std::fill(map.place.begin(), map.place.end(), 0);
    for (size_t lead = 0; lead < 12; ++lead) map.place[lead * kColumns] = 1;
  }
  const PointingGame game = PlayPointingGame(maps, Options(), Rng(1));
  EXPECT_EQ(game.hit_rate, 1.0);
  EXPECT_LT(game.p_area, 0.01);
  EXPECT_EQ(game.p_swap, 1.0);
  EXPECT_DOUBLE_EQ(game.swap_rate, 1.0);
}

TEST(PointingGame, EqualCellsShareTheHit) {
  const std::vector<double> flat(4, 1.0);
  EXPECT_DOUBLE_EQ(HitShare(flat, std::vector<uint8_t>{1, 0, 0, 0}), 0.25);
  EXPECT_DOUBLE_EQ(HitShare(std::vector<double>{0, 2, 2, 1}, std::vector<uint8_t>{1, 1, 0, 1}),
                   0.5);
}

TEST(PointingGame, ThrowsABandAsAWholeColumn) {
  // Two of twelve leads: a band that finds the column hits a sixth, and so does a random column.
  std::vector<PlacedMap> maps(1);
  maps[0].importance.assign(kCells, 1.0);
  maps[0].place.assign(kCells, 0);
  std::fill(maps[0].place.begin(), maps[0].place.begin() + 2 * kColumns, 1);
  PointingOptions options = Options();
  options.is_band = true;
  const PointingGame game = PlayPointingGame(maps, options, Rng(1));
  EXPECT_NEAR(game.hit_rate, 1.0 / 6.0, 1e-12);
  EXPECT_EQ(game.p_area, 1.0);
}

TEST(PointingGame, TheSameSeedGivesTheSameP) {
  const auto maps = Records(30, [](size_t column, Rng& rng) {
    return rng.Bernoulli(0.1) ? column : rng.Index(kColumns);
  });
  const PointingGame a = PlayPointingGame(maps, Options(), Rng(5));
  const PointingGame b = PlayPointingGame(maps, Options(), Rng(5));
  EXPECT_EQ(a.p_area, b.p_area);
  EXPECT_EQ(a.p_swap, b.p_swap);
}

TEST(PointingGame, NoRecordsGiveNothing) {
  const PointingGame game = PlayPointingGame({}, Options(), Rng(1));
  EXPECT_EQ(game.record_count, 0U);
  EXPECT_EQ(game.p_area, 1.0);
}

}  // namespace
}  // namespace supreme
