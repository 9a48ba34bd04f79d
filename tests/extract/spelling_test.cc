#include "extract/spelling.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

Speller Words() { return Speller({"infarct", "fibrillation", "sinus", "elevation", "left"}); }

TEST(Speller, RepairsEachKindOfSlip) {
  const Speller speller = Words();
  for (const char* slip : {"infrct", "infarect", "infurct", "ifnarct"}) {
    EXPECT_EQ(speller.Repair(slip), "infarct") << slip;
  }
  EXPECT_EQ(speller.Repair("fibrilation"), "fibrillation");
  EXPECT_EQ(speller.Repair("fibrilatoin"), "fibrillation");
}

TEST(Speller, LeavesShortAndDistantWordsAlone) {
  const Speller speller = Words();
  EXPECT_EQ(speller.Repair("lfet"), "");        // too short
  EXPECT_EQ(speller.Repair("infect"), "");      // two slips in a short word
  EXPECT_EQ(speller.Repair("relevating"), "");  // two slips, another first letter
  EXPECT_EQ(speller.Repair(std::string(1000, 'a')), "");
}

TEST(Speller, CompletesACutWord) {
  const Speller speller = Words();
  EXPECT_EQ(speller.Complete("fibri"), "fibrillation");
  EXPECT_EQ(speller.Complete("fib"), "");
  EXPECT_EQ(speller.Complete("zzzz"), "");
}

}  // namespace
}  // namespace supreme
