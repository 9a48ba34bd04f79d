#include "synth/report/habits.h"

#include <gtest/gtest.h>

#include "synth/diagnosis.h"

namespace supreme {
namespace {

TEST(Habits, WhatIsSaidByAnotherCanStandBesideIt) {
  for (const FindingPair& pair : SaidByAnother()) {
    EXPECT_TRUE(Compatible(pair.shown, pair.other))
        << Info(pair.shown).code << " " << Info(pair.other).code;
  }
}

TEST(Habits, NothingIsTakenForItself) {
  for (const FindingPair& pair : Lookalikes()) EXPECT_NE(pair.shown, pair.other);
}

TEST(Habits, InfarctionIsNeverMinor) {
  for (const FindingInfo& info : FindingTable()) {
    if (info.group != FindingGroup::kInfarction) continue;
    EXPECT_FALSE(IsMinor(info.finding)) << info.code;
  }
  EXPECT_TRUE(IsMinor(Finding::kSinusBradycardia));
}

}  // namespace
}  // namespace supreme
