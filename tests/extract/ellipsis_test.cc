#include "extract/ellipsis.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

std::string WriteOut(std::string_view statement) {
  return WriteOutEllipses(statement, Lexicon::BuiltIn());
}

TEST(WriteOutEllipses, RepeatsTheEndThatTwoFindingsShare) {
  EXPECT_EQ(WriteOut("left and right atrial enlargement"),
            "left atrial enlargement and right atrial enlargement");
  EXPECT_EQ(WriteOut("premature ventricular or aberrantly conducted complexes"),
            "premature ventricular complexes or aberrantly conducted complexes");
  EXPECT_EQ(WriteOut("first degree and left bundle branch block"),
            "first degree block and left bundle branch block");
}

TEST(WriteOutEllipses, RepeatsTheStartThatTwoFindingsShare) {
  EXPECT_EQ(WriteOut("normal intervals and axis, rbbb"), "normal intervals and normal axis, rbbb");
  EXPECT_EQ(WriteOut("st elevation or depression"), "st elevation or st depression");
  EXPECT_EQ(WriteOut("t waves are inverted in v2,3 and low in v5"),
            "t waves are inverted in v2,3 and flat t wave in v5");
}

TEST(WriteOutEllipses, MovesAPlaceBehindItsFinding) {
  EXPECT_EQ(WriteOut("low limb lead voltage"), "low voltage in limb leads");
  EXPECT_EQ(WriteOut("lead v2 shows gross artifact"), "gross artifact in v2");
  EXPECT_EQ(WriteOut("leads v2,3 show artifact, rbbb"), "artifact in v2,3, rbbb");
}

TEST(WriteOutEllipses, KeepsThePreciseFindingOfABracket) {
  EXPECT_EQ(WriteOut("2nd degree a-v block (mobitz i)"), "mobitz i)");
  EXPECT_EQ(WriteOut("rbbb (lvh)"), "rbbb (lvh)");
}

TEST(WriteOutEllipses, NamesAMeasureAtItsLimit) {
  EXPECT_EQ(WriteOut("pr interval is at upper limit"), "prolonged pr interval is at upper limit");
  EXPECT_EQ(WriteOut("pr interval is normal"), "pr interval is normal");
}

TEST(WriteOutEllipses, LeavesWholeFindingsAlone) {
  for (const char* text :
       {"sinus rhythm with pacs and lvh", "inferior and lateral infarct", "acute anterior mi",
        "old anteroseptal infarct or lvh", "and", "/", "v1 v2 shows", ""}) {
    EXPECT_EQ(WriteOut(text), text);
  }
}

}  // namespace
}  // namespace supreme
