#include "synth/truth/opposites.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace supreme {
namespace {

uint32_t SignOf(const std::string& text) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  const auto found = std::ranges::find(library.texts(), text, &SignText::text);
  EXPECT_NE(found, library.texts().end()) << text;
  return found->sign;
}

bool AreOpposites(const std::string& a, const std::string& b) {
  static const auto opposites = OppositeSigns(SignLibrary::BuiltIn());
  return std::ranges::binary_search(opposites[SignOf(a)], SignOf(b));
}

TEST(Opposites, DifferInSideDirectionOrDegree) {
  EXPECT_TRUE(AreOpposites("left bundle branch block", "right bundle branch block"));
  EXPECT_TRUE(AreOpposites("sinus bradycardia", "sinus tachycardia"));
  EXPECT_TRUE(AreOpposites("st elevation", "st depression"));
  EXPECT_TRUE(AreOpposites("left axis deviation", "right axis deviation"));
  EXPECT_FALSE(AreOpposites("left bundle branch block", "left axis deviation"));
  EXPECT_FALSE(AreOpposites("sinus rhythm", "atrial fibrillation"));
}

TEST(Opposites, AreMutualAndNeverTheSignItself) {
  const auto opposites = OppositeSigns(SignLibrary::BuiltIn());
  ASSERT_EQ(opposites.size(), SignLibrary::BuiltIn().signs().size());
  size_t count = 0;
  for (uint32_t sign = 0; sign < opposites.size(); ++sign) {
    for (const uint32_t other : opposites[sign]) {
      EXPECT_NE(other, sign);
      EXPECT_TRUE(std::ranges::binary_search(opposites[other], sign));
      ++count;
    }
  }
  EXPECT_GT(count, 200u);
}

}  // namespace
}  // namespace supreme
