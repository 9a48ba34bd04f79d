#include "vocab/negation.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Negation, FindsWhatATextDenies) {
  EXPECT_EQ(DeniedPart("no atrial fibrillation"), "atrial fibrillation");
  EXPECT_EQ(DeniedPart("No evidence of ST elevation."), "st elevation");
  EXPECT_EQ(DeniedPart("left bundle branch block is absent"), "left bundle branch block");
  EXPECT_EQ(DeniedPart("kein hinweis auf linksherzhypertrophie"), "linksherzhypertrophie");
  EXPECT_EQ(DeniedPart("ohne schenkelblock?"), "schenkelblock");
  EXPECT_EQ(DeniedPart("not the case: delta waves before each qrs"), "delta waves before each qrs");
}

TEST(Negation, LeavesWordsThatAreAPartOfAFinding) {
  EXPECT_EQ(DeniedPart("nonspecific st changes"), std::nullopt);
  EXPECT_EQ(DeniedPart("absent r wave in v1"), std::nullopt);
  EXPECT_EQ(DeniedPart("p wave not followed by a qrs"), std::nullopt);
  EXPECT_EQ(DeniedPart("normal sinus rhythm"), std::nullopt);
  EXPECT_EQ(DeniedPart("notched p wave"), std::nullopt);
}

TEST(Negation, LeavesDoubleDenialsAndEmptyOnes) {
  EXPECT_EQ(DeniedPart("no p waves absent"), std::nullopt);
  EXPECT_EQ(DeniedPart("no"), std::nullopt);
  EXPECT_EQ(DeniedPart("no "), std::nullopt);
  EXPECT_EQ(DeniedPart(""), std::nullopt);
}

}  // namespace
}  // namespace supreme
