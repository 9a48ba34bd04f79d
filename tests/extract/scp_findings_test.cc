#include "extract/scp_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/rule_extractor.h"

namespace supreme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::set<std::string> Codes(std::string_view report) {
  return ScpFindings().CodesOf(RuleExtractor().Extract(report));
}

TEST(ScpFindings, ReadsCodesInThreeLanguages) {
  EXPECT_THAT(Codes("sinus rhythm. first degree av block"), ElementsAre("1AVB", "SR"));
  EXPECT_THAT(Codes("sinusrhythmus lagetyp normal linksschenkelblock"), ElementsAre("CLBBB", "SR"));
  EXPECT_THAT(Codes("sinusrytm avvikande qrs(t) förlopp"), ElementsAre("ABQRS", "SR"));
}

TEST(ScpFindings, TellsInfarctsByTheirPlace) {
  EXPECT_THAT(Codes("inferiorer infarkt möglich"), ElementsAre("IMI"));
  EXPECT_THAT(Codes("old anterolateral infarct"), ElementsAre("ALMI"));
  EXPECT_THAT(Codes("no evidence of infarct"), IsEmpty());
}

TEST(ScpFindings, LooksAtCertaintyAndWords) {
  EXPECT_THAT(Codes("voltages are high in chest leads"), ElementsAre("VCLVH"));
  EXPECT_THAT(Codes("voltages in chest leads are at upper limit"), ElementsAre("HVOLT"));
  EXPECT_THAT(Codes("t wave flattening in v5,6"), ElementsAre("NT_"));
  EXPECT_THAT(Codes("t waves are low in v5,6"), ElementsAre("LOWT"));
}

}  // namespace
}  // namespace supreme
