#include "vocab/term_collector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::ElementsAre;

TermCollector Everything() {
  return {"umls", [](std::string_view) { return true; }};
}

TEST(TermCollector, DoesNotDependOnTheOrderOfRows) {
  TermCollector forwards = Everything();
  forwards.Add("C2", "Shared Name", true);
  forwards.Add("C2", "own name", false);
  forwards.Add("C1", "shared name", false);
  forwards.Add("C1", "first; second", true);
  TermCollector backwards = Everything();
  backwards.Add("C1", "first; second", true);
  backwards.Add("C1", "shared name", false);
  backwards.Add("C2", "own name", false);
  backwards.Add("C2", "Shared Name", true);
  const auto a = forwards.Take();
  const auto b = backwards.Take();
  ASSERT_EQ(a.size(), 2u);
  for (size_t i = 0; i < 2; ++i) EXPECT_EQ(a[i].wordings, b[i].wordings);
  EXPECT_THAT(a[0].wordings, ElementsAre("first, second", "shared name"));
  EXPECT_THAT(a[1].wordings, ElementsAre("own name"));
}

TEST(TermCollector, BoundsTheWordingsOfAConcept) {
  TermCollector collector = Everything();
  for (size_t i = 0; i < 2 * kMaxWordingsPerConcept; ++i) {
    collector.Add("C1", "wording " + std::to_string(i), false);
  }
  EXPECT_EQ(collector.Take()[0].wordings.size(), kMaxWordingsPerConcept);
}

}  // namespace
}  // namespace supreme
