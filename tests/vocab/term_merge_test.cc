#include "vocab/term_merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

TEST(MergeTerms, JoinsByCodeThenByWordingAndAddsTheRest) {
  const std::vector<Term> base = {
      {"left bundle branch block", {{"snomed", "1"}}, {"left bundle branch block"}, "", "scp"}};
  const std::vector<std::vector<Term>> more = {
      {{"left bundle-branch block", {{"umls", "C1"}}, {"left bundle-branch block"}, "", "umls"},
       {"curious notch", {{"umls", "C2"}}, {"curious notch", "odd notch"}, "", "umls"}},
      {{"strange name", {{"snomed", "1"}}, {"strange name"}, "", "snomed"},
       {"LBBB", {{"snomed", "2"}}, {"lbbb"}, "", "snomed"}}};
  const std::vector<Term> merged = MergeTerms(base, more);
  ASSERT_EQ(merged.size(), 2u);
  EXPECT_THAT(merged[0].wordings, ElementsAre("left bundle branch block",
                                              "left bundle-branch block", "strange name", "lbbb"));
  EXPECT_EQ(merged[0].codes.at("umls"), "C1");
  EXPECT_EQ(merged[0].codes.at("snomed"), "1") << "the first code stays";
  EXPECT_EQ(merged[0].source, "scp;umls;snomed");
  EXPECT_EQ(merged[1].text, "curious notch");
}

TEST(MergeTerms, MakesAListThatIsReadAsItWasWritten) {
  const TempFolder folder;
  const std::vector<Term> merged = MergeTerms(ReferenceTerms(), {});
  WriteTerms(merged, folder / "terms.csv");
  const std::vector<Term> read = ReadTerms(folder / "terms.csv");
  ASSERT_EQ(read.size(), ReferenceTerms().size());
  for (size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].wordings, ReferenceTerms()[i].wordings);
    EXPECT_EQ(read[i].codes, ReferenceTerms()[i].codes);
  }
}

}  // namespace
}  // namespace supreme
