#include "train/event_message.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(EventMessage, StepIsReadBackFromEveryKindOfEvent) {
  EXPECT_EQ(StepOfEvent(FileVersionEvent(1.5)), 0);
  EXPECT_EQ(StepOfEvent(SessionStartEvent({1.5, 7})), 7);
  EXPECT_EQ(StepOfEvent(ScalarsEvent({1.5, 123456789012}, {{"loss", 0.5F}})), 123456789012);
  EXPECT_EQ(StepOfEvent(ScalarsEvent({1.5, 3}, {})), 3);
}

TEST(EventMessage, CutMessageIsNoMessage) {
  const std::string whole = ScalarsEvent({1.5, 300}, {{"loss", 0.5F}});
  size_t refused = 0;
  for (size_t size = 1; size < whole.size(); ++size) {
    if (!StepOfEvent(std::string_view(whole).substr(0, size))) ++refused;
  }
  // All cuts but those between fields: after the time and after the step.
  EXPECT_EQ(refused, whole.size() - 1 - 2);
}

TEST(EventMessage, NumbersWithoutEndAreRefused) {
  EXPECT_EQ(StepOfEvent(std::string(20, '\xFF')), std::nullopt);
  EXPECT_EQ(StepOfEvent(std::string("\x2A\xFF\xFF\xFF\xFF\x0F", 6)), std::nullopt);
}

}  // namespace
}  // namespace supreme
