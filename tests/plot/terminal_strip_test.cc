#include "plot/terminal_strip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace supreme {
namespace {

TEST(TerminalStrip, BrailleHasTheSizeThatWasAskedFor) {
  const std::vector<float> ramp = {0.0F, 1.0F, 2.0F, 3.0F};
  const std::string text = BrailleStrip(ramp, {20, 3});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_EQ(text.size(), 3u * (20u * 3u + 1u));
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\xE2') {
      EXPECT_EQ(static_cast<unsigned char>(text[i + 1]) & 0xFCU, 0xA0U);
    }
  }
}

// Ten letters of four rows of dots each, two rows of letters: 8 levels.
TEST(TerminalStrip, ALevelLineStandsInTheMiddle) {
  const std::vector<float> level(100, 1.0F);
  const std::string text = BrailleStrip(level, {10, 2});
  const std::string empty = "\xE2\xA0\x80";
  std::string blank;
  for (int i = 0; i < 10; ++i) blank += empty;
  EXPECT_EQ(text.substr(0, blank.size()), blank) << "nothing in the upper half";
  const std::string upper_dots = "\xE2\xA0\x89";  // U+2809: the two dots at the top
  EXPECT_EQ(text.substr(blank.size() + 1, 3), upper_dots);
}

TEST(TerminalStrip, APeakTouchesTheTopAndOthersDoNot) {
  std::vector<float> spike(200, 0.0F);
  spike[105] = 1.0F;
  const std::string text = BrailleStrip(spike, {10, 4});
  const std::string first_line = text.substr(0, text.find('\n'));
  size_t drawn = 0;
  for (size_t i = 0; i < first_line.size(); i += 3) {
    drawn += first_line.substr(i, 3) != "\xE2\xA0\x80" ? 1 : 0;
  }
  EXPECT_EQ(drawn, 1u);
}

TEST(TerminalStrip, WhatIsNoNumberLeavesAGap) {
  std::vector<float> trace(100, std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(BrailleStrip(trace, {}), "");
  EXPECT_EQ(SixelStrip(trace, {}), "");
  EXPECT_EQ(BrailleStrip({}, {}), "");
  trace[0] = 1.0F;
  trace[1] = std::numeric_limits<float>::infinity();
  EXPECT_NE(BrailleStrip(trace, {10, 2}), "");
}

TEST(TerminalStrip, SixelsAreOneSequenceOfTheRightSize) {
  std::vector<float> trace;
  for (int i = 0; i < 500; ++i) trace.push_back(static_cast<float>(i % 50));
  const std::string text = SixelStrip(trace, {10, 2});
  EXPECT_TRUE(text.starts_with("\x1BPq\"1;1;80;32#1;2;"));
  EXPECT_TRUE(text.ends_with("-\x1B\\\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '-'), 6) << "32 pixels in bands of six";
  const std::string body = text.substr(text.rfind("#1") + 2);
  for (const char letter : body.substr(0, body.size() - 3)) {
    EXPECT_TRUE((letter >= '?' && letter <= '~') || letter == '-' || letter == '!' ||
                (letter >= '0' && letter <= '9'));
  }
}

TEST(TerminalStrip, AbsurdSizesAreClamped) {
  const std::vector<float> ramp = {0.0F, 1.0F};
  EXPECT_EQ(BrailleStrip(ramp, {0, 0}), BrailleStrip(ramp, {10, 2}));
  EXPECT_EQ(BrailleStrip(ramp, {1 << 30, 1 << 30}), BrailleStrip(ramp, {1000, 50}));
}

}  // namespace
}  // namespace supreme
