#include "vocab/mapping.h"

#include <gtest/gtest.h>

#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

std::string MappedTo(const std::vector<std::string>& members, double threshold) {
  const TermMapper mapper(ReferenceTerms(), EmbedWords);
  const UnitVectors vectors = EmbedUnit(EmbedWords, members);
  std::vector<size_t> rows;
  for (size_t i = 0; i < members.size(); ++i) rows.push_back(i);
  const auto match = mapper.Map(members, vectors, rows, threshold);
  return match ? ReferenceTerms()[match->term].text : "";
}

TEST(TermMapper, TakesTheTermWithTheBestMeanSimilarity) {
  EXPECT_EQ(MappedTo({"marked left axis deviation", "left axis deviation"}, 0.75),
            "left axis deviation");
}

TEST(TermMapper, CountsASynonymAsTheTerm) {
  EXPECT_EQ(MappedTo({"ventricular extrasystole"}, 0.99), "premature ventricular complex");
}

TEST(TermMapper, LeavesWhatIsFarUnmapped) {
  EXPECT_EQ(MappedTo({"left ventricular oddity of unclear kind"}, 0.75), "");
}

TEST(TermMapper, LetsOneMemberBlockATerm) {
  EXPECT_EQ(MappedTo({"left axis deviation", "right axis deviation"}, 0.5), "");
}

}  // namespace
}  // namespace supreme
