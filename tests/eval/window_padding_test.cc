#include "eval/window_padding.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

EcgWindow FilledTo(size_t samples) {
  EcgWindow window;
  window.samples_mv.assign(kLeadCount * kWindowSamples, 0.0F);
  for (size_t i = 0; i < samples; ++i) window.samples_mv[3 * kWindowSamples + i] = 0.5F;
  return window;
}

TEST(WindowPadding, FindsTheEndOfTheLongestLead) {
  EXPECT_EQ(UsedSamples(FilledTo(3000)), 3000U);
  EXPECT_EQ(UsedSamples(FilledTo(kWindowSamples)), kWindowSamples);
}

TEST(WindowPadding, TakesAShortSilenceForSignal) {
  EXPECT_EQ(UsedSamples(FilledTo(4900)), kWindowSamples);
}

TEST(WindowPadding, LeavesASampleOfARecordOfZeros) { EXPECT_EQ(UsedSamples(FilledTo(0)), 1U); }

}  // namespace
}  // namespace supreme
