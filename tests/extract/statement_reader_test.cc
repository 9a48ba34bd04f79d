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

TEST(ReadStatement, ADenialReachesOverAWordOfDoubt) {
  EXPECT_EQ(Read("no definite ecg evidence to suggest pericarditis"), "");
  EXPECT_EQ(Read("no lvh, consider rbbb"), "u:consider rbbb");
}

TEST(ReadStatement, UnknownWordsSeparateFindings) {
  EXPECT_EQ(Read("lafb xyz inferior infarct is possible"), "a:lafb | u:inferior infarct");
}

TEST(ReadStatement, WhatIsSaidOfACauseIsNotSaidOfTheFinding) {
  EXPECT_EQ(Read("the cause of the bradycardia is not evident"), "a:bradycardia");
  EXPECT_EQ(Read("bradycardia is not evident"), "");
}

TEST(ReadStatement, LikelyDoubtsWhatFollowsOrWhatStandsBefore) {
  EXPECT_EQ(Read("the rhythm is likely atrial flutter"), "u:atrial flutter");
  EXPECT_EQ(Read("ischemia is likely"), "u:ischemia");
  EXPECT_EQ(Read("lvh, first degree av block (borderline)"), "a:lvh | u:first degree av block");
}

}  // namespace
}  // namespace supreme
