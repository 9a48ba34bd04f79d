#include "synth/recorder/mains.h"
#include "tests/synth/recorder/silence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace supreme {
namespace {

double Power(const std::vector<float>& row) {
  double squares = 0.0;
  for (const float value : row) squares += static_cast<double>(value) * value;
  return squares / static_cast<double>(row.size());
}

// Of the part within about 1 Hz of a frequency, in one-second pieces.
double PowerNear(const std::vector<float>& row, double frequency_hz) {
  double power = 0.0;
  for (size_t start = 0; start + 500 <= row.size(); start += 500) {
    double real = 0.0;
    double imaginary = 0.0;
    for (size_t t = 0; t < 500; ++t) {
      const double angle = 2.0 * std::numbers::pi * frequency_hz * static_cast<double>(t) / 500.0;
      real += row[start + t] * std::cos(angle);
      imaginary += row[start + t] * std::sin(angle);
    }
    power += 2.0 * (real * real + imaginary * imaginary) / (500.0 * 500.0);
  }
  return power / (static_cast<double>(row.size()) / 500.0);
}

TEST(Mains, PowerIsAtTheLineAndItsHarmonics) {
  int heard = 0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    ElectrodeRows rows = Silence(5000);
    Rng rng(seed);
    const Mains mains = AddMains(500.0, 1.0, rng, rows);
    if (mains.deviation_uv[0] == 0.0) continue;
    ++heard;
    const double line = std::round(mains.frequency_hz);
    const double expected =
        PowerNear(rows[0], line) + PowerNear(rows[0], 2 * line) + PowerNear(rows[0], 3 * line);
    EXPECT_GT(expected, 0.6 * Power(rows[0])) << seed;
  }
  EXPECT_GT(heard, 15);
  EXPECT_LT(heard, 50);
}

TEST(Mains, StaysAwayWhereTheRateCannotCarryIt) {
  for (uint64_t seed = 0; seed < 30; ++seed) {
    ElectrodeRows rows = Silence(1000);
    Rng rng(seed);
    AddMains(100.0, 1.0, rng, rows);
    EXPECT_EQ(Power(rows[0]), 0.0);
  }
}

}  // namespace
}  // namespace supreme
