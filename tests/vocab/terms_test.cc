#include "vocab/terms.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/error.h"
#include "vocab/glossary.h"

namespace supreme {
namespace {

TEST(ReferenceTerms, HoldAllCodesOfPtbXl) {
  std::set<std::string> codes;
  for (const Term& term : ReferenceTerms()) {
    if (term.codes.count("scp") != 0) codes.insert(term.codes.at("scp"));
  }
  EXPECT_EQ(codes.size(), 71u);
  EXPECT_GE(ReferenceTerms().size(), 300u);
}

TEST(ReferenceTerms, HaveAKindAndASource) {
  for (const Term& term : ReferenceTerms()) {
    EXPECT_FALSE(term.kind.empty()) << term.text;
    EXPECT_FALSE(term.source.empty()) << term.text;
  }
}

// "abnormal q waves" is what SCP-ECG's "Q waves present" says; SNOMED CT has a code for each.
TEST(ReferenceTerms, ShareNoWordingHoweverItIsWritten) {
  const std::set<std::string> flagged = {"abnormal q wave"};
  std::map<std::string, std::string> terms;
  for (const Term& term : ReferenceTerms()) {
    for (const std::string& wording : term.wordings) {
      const std::string key = Glossary::BuiltIn().MatchKey(wording);
      if (flagged.count(key) != 0) continue;
      const auto [entry, is_new] = terms.emplace(key, term.text);
      EXPECT_TRUE(is_new || entry->second == term.text)
          << "\"" << wording << "\" of " << term.text << " and " << entry->second;
    }
  }
}

TEST(ParseTerms, RefusesACodeInTwoTerms) {
  EXPECT_THROW(
      ParseTerms("term,scp,aha,snomed,kind,synonyms,source\na,X,,,k,,s\nb,X,,,k,,s\n", "test"),
      Error);
}

TEST(ParseTerms, RefusesAWordingInTwoTerms) {
  EXPECT_THROW(
      ParseTerms("term,scp,aha,snomed,kind,synonyms,source\na,,,,k,b,s\nb,,,,k,,s\n", "test"),
      Error);
}

}  // namespace
}  // namespace supreme
