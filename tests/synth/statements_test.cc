#include "synth/statements.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/numbers.h"

namespace supreme {
namespace {

bool SoundsUncertain(std::string_view statement) {
  constexpr std::array kWords = {"possible", "probabl",    "cannot rule out",
                                 "consider", "borderline", "may be"};
  const std::string text = AsciiLower(statement);
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](const char* word) { return text.find(word) != std::string::npos; });
}

TEST(Statements, UncertainWordingsSayThatTheyAreUncertain) {
  for (const FindingInfo& info : FindingTable()) {
    for (const Territory territory :
         {Territory::kNone, Territory::kLateral, Territory::kAnterior}) {
      for (const auto statement : Statements(info.finding, Wording::kUncertain, territory)) {
        EXPECT_TRUE(SoundsUncertain(statement)) << statement;
      }
      for (const auto statement : Statements(info.finding, Wording::kCertain, territory)) {
        EXPECT_FALSE(SoundsUncertain(statement)) << statement;
      }
    }
  }
}

TEST(Statements, EveryFindingHasSeveralCertainWordings) {
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_GE(Statements(info.finding, Wording::kCertain).size(), 2U) << info.code;
    EXPECT_GE(Statements(info.finding, Wording::kUncertain).size(), 1U) << info.code;
  }
}

TEST(Statements, HoldNoSeparatorOfStatements) {
  for (const FindingInfo& info : FindingTable()) {
    for (const Wording wording : {Wording::kCertain, Wording::kUncertain}) {
      for (const auto statement : Statements(info.finding, wording)) {
        EXPECT_EQ(statement.find('.'), std::string_view::npos) << statement;
      }
    }
  }
}

}  // namespace
}  // namespace supreme
