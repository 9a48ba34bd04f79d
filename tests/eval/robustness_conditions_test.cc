#include "eval/robustness_conditions.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/core/expect_error.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

std::vector<std::string> AllKinds() {
  std::vector<std::string> names;
  for (const ConditionKind& kind : ConditionKinds()) names.push_back(kind.name);
  return names;
}

TEST(RobustnessConditions, EveryOneChangesTheWindowAndHasANameOfItsOwn) {
  const EcgWindow clean = WholeMicrovoltWindow(1);
  std::set<std::string> names;
  for (const Condition& condition : MakeConditions(AllKinds())) {
    EcgWindow window = clean;
    Rng rng = Rng(1).Fork(condition.kind);
    condition.apply(window, rng);
    EXPECT_NE(window.samples_mv, clean.samples_mv) << condition.kind << " " << condition.level;
    EXPECT_TRUE(names.insert(condition.kind + condition.level).second) << condition.level;
  }
}

TEST(RobustnessConditions, OnlyTheWantedKindsAreMade) {
  const auto conditions = MakeConditions({"gain", "white"});
  EXPECT_EQ(conditions.front().kind, "white");
  EXPECT_EQ(conditions.front().x, 24.0);
  EXPECT_EQ(conditions.back().kind, "gain");
  EXPECT_EQ(conditions.size(), 12U);
}

TEST(RobustnessConditions, AnUnknownKindIsNamed) {
  ExpectError(ErrorCode::kUsage, "unknown kind of fault \"hail\"",
              [] { MakeConditions({"hail"}); });
}

}  // namespace
}  // namespace supreme
