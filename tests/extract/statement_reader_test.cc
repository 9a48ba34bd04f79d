#include "extract/statement_reader.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

// "u:lvh a:lbbb" for what is found.
std::string Read(std::string_view statement) {
  std::vector<Found> found;
  ReadStatement(statement, Lexicon::BuiltIn().Scan(statement), found);
  std::string text;
  for (const Found& entry : found) {
    text += text.empty() ? "" : " | ";
    text += entry.entity.certainty == Certainty::kNormal     ? "n:"
            : entry.entity.certainty == Certainty::kAbnormal ? "a:"
                                                             : "u:";
    text += entry.entity.text;
  }
  return text;
}

TEST(ReadStatement, ACueDoesNotReachOverFindingsThatFollowEachOther) {
  EXPECT_EQ(Read("sinus rhythm possible lvh rbbb"), "n:sinus rhythm | u:possible lvh | a:rbbb");
  EXPECT_EQ(Read("rbbb lvh is possible"), "a:rbbb | u:lvh");
}

TEST(ReadStatement, AlternativesAreNotCertain) {
  EXPECT_EQ(Read("atrial flutter or atrial fibrillation"),
            "u:atrial flutter | u:atrial fibrillation");
  EXPECT_EQ(Read("hypertrophy and/or ischemia"), "a:hypertrophy | a:ischemia");
  EXPECT_EQ(Read("no lvh or rbbb"), "");
}

TEST(ReadStatement, ADoubtAtTheEndBelongsToTheLastFinding) {
  EXPECT_EQ(Read("rbbb, lvh possible"), "a:rbbb | u:lvh");
  EXPECT_EQ(Read("inferior infarct, possibly acute"), "a:inferior infarct");
}

}  // namespace
}  // namespace supreme
