#include "data/window_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

namespace supreme {
namespace {

// 3, 4, 5, …: positions and rows are different things.
std::vector<size_t> Rows(size_t count) {
  std::vector<size_t> rows(count);
  std::iota(rows.begin(), rows.end(), size_t{3});
  return rows;
}

TEST(ShuffleInWindows, ShowsEveryRowOnce) {
  for (const size_t count :
       {size_t{0}, size_t{1}, size_t{31}, size_t{32}, size_t{1000}, size_t{4096}}) {
    for (const size_t window : {size_t{0}, size_t{1}, size_t{100}, size_t{256}, size_t{9999}}) {
      std::vector<size_t> order = ShuffleInWindows(Rows(count), window, Rng(1));
      std::sort(order.begin(), order.end());
      EXPECT_EQ(order, Rows(count)) << count << " rows in windows of " << window;
    }
  }
}

TEST(ShuffleInWindows, DependsOnTheSeedAndNotOnTheOrderOfTheRows) {
  std::vector<size_t> reversed = Rows(1000);
  std::reverse(reversed.begin(), reversed.end());
  const auto order = ShuffleInWindows(Rows(1000), 128, Rng(7));
  EXPECT_EQ(order, ShuffleInWindows(reversed, 128, Rng(7)));
  EXPECT_NE(order, ShuffleInWindows(Rows(1000), 128, Rng(8)));
}

TEST(ShuffleInWindows, AWindowIsMadeOfWholeBlocks) {
  constexpr size_t kWindow = 8 * kBlockRecords;
  const auto order = ShuffleInWindows(Rows(64 * kBlockRecords), kWindow, Rng(3));
  for (size_t begin = 0; begin < order.size(); begin += kWindow) {
    std::set<size_t> blocks;
    for (const size_t row : std::span(order).subspan(begin, kWindow)) {
      blocks.insert((row - 3) / kBlockRecords);
    }
    EXPECT_EQ(blocks.size(), 8u);
  }
}

TEST(ShuffleInWindows, MixesTheBlocksOfAWindow) {
  constexpr size_t kWindow = 8 * kBlockRecords;
  const auto order = ShuffleInWindows(Rows(64 * kBlockRecords), kWindow, Rng(3));
  size_t neighbours = 0;
  for (size_t i = 1; i < order.size(); ++i) neighbours += order[i] == order[i - 1] + 1 ? 1 : 0;
  EXPECT_LT(neighbours, order.size() / 50);
  // The first window comes from all over the rows.
  const auto [low, high] = std::minmax_element(order.begin(), order.begin() + kWindow);
  EXPECT_GT(*high - *low, order.size() / 2);
}

}  // namespace
}  // namespace supreme
