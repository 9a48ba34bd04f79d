#include "vocab/meanings.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(Meanings, TakesTheCommonestForALoneAbbreviationAndNamesTheOthers) {
  const Reading reading = Meanings::BuiltIn().Read("SA");
  EXPECT_EQ(reading.text, "sinus arrhythmia");
  ASSERT_EQ(reading.ambiguous.size(), 1u);
  EXPECT_FALSE(reading.ambiguous[0].chosen_by_context);
  ASSERT_EQ(reading.ambiguous[0].alternatives.size(), 1u);
  EXPECT_EQ(reading.ambiguous[0].alternatives[0].text, "sinoatrial");
}

TEST(Meanings, LetsTheWordsBesideItDecide) {
  const Meanings& meanings = Meanings::BuiltIn();
  EXPECT_EQ(meanings.Read("SA block").text, "sinoatrial block");
  EXPECT_TRUE(meanings.Read("SA block").ambiguous[0].chosen_by_context);
  EXPECT_EQ(meanings.Read("rhythm: ST").text, "rhythm: sinus tachycardia");
  EXPECT_EQ(meanings.Read("LAD stenosis").text, "left anterior descending artery stenosis");
  EXPECT_EQ(meanings.Read("marked LAD").text, "marked left axis deviation");
  EXPECT_EQ(meanings.Read("LA/RA electrodes reversed").text,
            "left arm/right arm electrodes reversed");
}

TEST(Meanings, LeavesAnAbbreviationThatMeansItself) {
  const Reading reading = Meanings::BuiltIn().Read("ST elevation in V2");
  EXPECT_FALSE(reading.is_changed);
  EXPECT_TRUE(reading.ambiguous.empty());
}

TEST(Meanings, LeavesWordsWithoutContext) {
  EXPECT_FALSE(Meanings::BuiltIn().Read("slow rate as before at rest").is_changed);
}

TEST(Meanings, RefusesAMeaningThatStandsTwice) {
  EXPECT_THROW(Meanings("abbreviation,meaning,context,note\nx,a,,\nx,a,,\n", "test"), Error);
  EXPECT_THROW(Meanings("abbreviation,meaning,context,note\nx,,,\n", "test"), Error);
}

}  // namespace
}  // namespace supreme
