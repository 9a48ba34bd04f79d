#include "formats/read_options.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme::formats {
namespace {

TEST(MillivoltsPerUnit, KnowsVoltagesOnly) {
  EXPECT_EQ(MillivoltsPerUnit("mV"), 1.0);
  EXPECT_EQ(MillivoltsPerUnit(" UV "), 1e-3);
  EXPECT_EQ(MillivoltsPerUnit("µV"), 1e-3);
  EXPECT_EQ(MillivoltsPerUnit("V"), 1e3);
  EXPECT_EQ(MillivoltsPerUnit("nV"), 1e-6);
  for (const char* unit : {"", "mmHg", "m", "mVs"}) EXPECT_FALSE(MillivoltsPerUnit(unit)) << unit;
}

TEST(ToldSampleRate, MustBeToldAndPlausible) {
  EXPECT_EQ(ToldSampleRate({.sample_rate_hz = 250, .unit = "", .lead_names = {}}, "x"), 250);
  for (const double rate_hz : {0.0, 0.5, 2e5, -500.0}) {
    ExpectError(ErrorCode::kInvalidInput, "--rate", [&] {
      ToldSampleRate({.sample_rate_hz = rate_hz, .unit = "", .lead_names = {}}, "x");
    });
  }
}

TEST(ToldLeadNames, AreGuessedForTwelveLeadsOnly) {
  std::vector<std::string> warnings;
  EXPECT_EQ(ToldLeadNames({}, 12, "x", warnings)[11], "V6");
  EXPECT_EQ(warnings.size(), 1u);
  ExpectError(ErrorCode::kInvalidInput, "--leads", [&] { ToldLeadNames({}, 3, "x", warnings); });
  EXPECT_EQ(warnings.size(), 1u);
}

}  // namespace
}  // namespace supreme::formats
