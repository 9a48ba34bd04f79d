#include "vocab/terms.h"

#include <gtest/gtest.h>

#include <set>

#include "core/error.h"

namespace supreme {
namespace {

TEST(ReferenceTerms, HoldAllCodesOfPtbXl) {
  std::set<std::string> codes;
  for (const Term& term : ReferenceTerms()) {
    if (term.codes.count("scp") != 0) codes.insert(term.codes.at("scp"));
  }
  EXPECT_EQ(codes.size(), 71u);
  EXPECT_GE(ReferenceTerms().size(), 150u);
}

TEST(ParseTerms, RefusesAWordingInTwoTerms) {
  EXPECT_THROW(
      ParseTerms("term,scp,aha,snomed,kind,synonyms,source\na,,,,k,b,s\nb,,,,k,,s\n", "test"),
      Error);
}

}  // namespace
}  // namespace supreme
