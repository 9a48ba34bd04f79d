#include "synth/truth/thresholds.h"

#include <gtest/gtest.h>

#include <array>

namespace supreme {
namespace {

TEST(Amount, SpeaksInTheUnitsOfAReader) {
  EXPECT_EQ(Amount(0.25, Unit::kMillivolts, 0), "0.25 mv");
  EXPECT_EQ(Amount(0.25, Unit::kMillivolts, 1), "2.5 mm");
  EXPECT_EQ(Amount(120.0, Unit::kMilliseconds, 0), "120 ms");
  EXPECT_EQ(Amount(120.0, Unit::kMilliseconds, 1), "0.12 s");
  EXPECT_EQ(Amount(-30.0, Unit::kDegrees, 0), "-30 degrees");
  EXPECT_EQ(Amount(2.0, Unit::kRatio, 1), "2");
}

TEST(ThresholdTexts, NameTheQuantityThePlaceAndTheLimit) {
  SignBuilder builder;
  const uint32_t sign = builder.Add({.id = "x", .present = "V1.s<=-1"});
  constexpr std::array<std::string_view, 1> kNames = {"s wave"};
  AddThresholdTexts(builder, sign, {kNames, {}, 1.0, Unit::kMillivolts, true, true, " in v1"}, 3,
                    0);
  ASSERT_GE(builder.texts.size(), 3U);
  EXPECT_EQ(builder.texts[0].text, "s wave in v1 deeper than 1 mv");
}

}  // namespace
}  // namespace supreme
