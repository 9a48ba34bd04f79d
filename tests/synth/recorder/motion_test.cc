#include "synth/recorder/motion.h"
#include "tests/synth/recorder/silence.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

size_t TouchedElectrodes(const ElectrodeRows& rows) {
  return static_cast<size_t>(std::count_if(rows.begin(), rows.end(), [](const auto& row) {
    return std::any_of(row.begin(), row.end(), [](float value) { return value != 0.0F; });
  }));
}

TEST(Motion, PopsAreRareAndOnOneElectrode) {
  int popped = 0;
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    ElectrodeRows rows = Silence(1000);
    Rng rng(seed);
    const bool pops = AddPops(500.0, 1.0, rng, rows);
    popped += pops ? 1 : 0;
    EXPECT_EQ(TouchedElectrodes(rows), pops ? 1 : 0);
  }
  EXPECT_GT(popped, 20);
  EXPECT_LT(popped, 100);
}

TEST(Motion, LostContactIsLoudOnOneElectrode) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    ElectrodeRows rows = Silence(5000);
    Rng rng(seed);
    AddContactLoss(500.0, 1.0, rng, rows);
    ASSERT_EQ(TouchedElectrodes(rows), 1);
    float largest = 0.0F;
    for (const auto& row : rows) {
      for (const float value : row) largest = std::max(largest, std::abs(value));
    }
    EXPECT_GT(largest, 30.0F);
  }
}

}  // namespace
}  // namespace supreme
