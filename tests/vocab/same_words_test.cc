#include "vocab/same_words.h"

#include <gtest/gtest.h>

#include "vocab/glossary.h"

namespace supreme {
namespace {

bool Same(const char* a, const char* b) {
  const Glossary& glossary = Glossary::BuiltIn();
  return ContentWords(glossary.Expand(a)).SaysTheSameAs(ContentWords(glossary.Expand(b)));
}

TEST(SameWords, SeesOrderEndingsAndSynonyms) {
  EXPECT_TRUE(Same("the left bundle branch is blocked", "left bundle branch block"));
  EXPECT_TRUE(Same("elevated st segments", "st segment elevation"));
  EXPECT_TRUE(Same("the left ventricle is hypertrophied", "left ventricular hypertrophy"));
  EXPECT_TRUE(Same("broad qrs complexes", "wide qrs complex"));
}

TEST(SameWords, KeepsApartWhatEmbeddingsTakeForTheSame) {
  EXPECT_FALSE(Same("left bundle branch block", "right bundle branch block"));
  EXPECT_FALSE(Same("prolonged qt interval", "short qt interval"));
  EXPECT_FALSE(Same("inferior infarction", "inferolateral infarction"));
  EXPECT_FALSE(Same("no atrial flutter", "atrial flutter"));
  EXPECT_FALSE(Same("r wave in v1", "r wave in v2"));
  EXPECT_FALSE(Same("qrs above 120 ms", "qrs above 110 ms"));
  EXPECT_FALSE(Same("linksanteriorer hemiblock", "linksposteriorer hemiblock"));
  EXPECT_FALSE(Same("atrial rhythm", "atrial flutter rhythm"));
}

TEST(SameWords, NeedsAWord) { EXPECT_FALSE(Same("of the", "in the")); }

}  // namespace
}  // namespace supreme
