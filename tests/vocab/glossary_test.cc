#include "vocab/glossary.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(Glossary, WritesAbbreviationsInFull) {
  const Glossary& glossary = Glossary::BuiltIn();
  EXPECT_EQ(glossary.Expand("LVH"), "left ventricular hypertrophy");
  EXPECT_EQ(glossary.Expand("incomplete RBBB"), "incomplete right bundle branch block");
  EXPECT_EQ(glossary.Expand("1st degree A-V block"), "first degree atrioventricular block");
  EXPECT_EQ(glossary.Expand("complete heart block"), "third degree atrioventricular block");
  EXPECT_EQ(glossary.Expand("ST elevation in II, III, aVF"), "st elevation in inferior leads");
  EXPECT_EQ(glossary.Expand("st-t changes"), "st-t changes");
  EXPECT_EQ(glossary.Expand("2:1 av block"), "2:1 atrioventricular block");
  EXPECT_EQ(glossary.Expand(" ?, "), "");
}

TEST(Glossary, MatchesWritingsOfOneText) {
  const Glossary& glossary = Glossary::BuiltIn();
  EXPECT_EQ(glossary.MatchKey("PVCs"), glossary.MatchKey("premature ventricular complex"));
  EXPECT_EQ(glossary.MatchKey("Low QRS voltages"), glossary.MatchKey("low qrs voltage"));
  EXPECT_NE(glossary.MatchKey("lbbb"), glossary.MatchKey("rbbb"));
}

TEST(Glossary, RefusesDoubles) {
  EXPECT_THROW(Glossary("abbreviation,expansion\naf,a\nAF,b\n", "test"), Error);
}

}  // namespace
}  // namespace supreme
