#include "vocab/resolver.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

QuerySet Queries() {
  QuerySet set;
  const std::vector<std::string> texts = {"left bundle branch block", "sinus rhythm",
                                          "premature ventricular complex", "atrial flutter"};
  for (const std::string& text : texts) set.queries.push_back({text, text, {}, {}, 1});
  set.queries[1].members = {{"regular rhythm of the sinus", 0.8, 1}};
  set.embeddings = EmbedWords(texts);
  return set;
}

TEST(Resolver, KnowsItsQueriesHoweverWritten) {
  const QuerySet set = Queries();
  const Resolver resolver(set);
  for (const char* text : {"left bundle branch block", "Left  Bundle Branch Block?", "LBBB"}) {
    const Resolution resolution = resolver.Resolve(text, EmbedWords);
    EXPECT_EQ(resolution.kind, ResolutionKind::kKnown) << text;
    EXPECT_EQ(resolution.query_index, 0u);
    EXPECT_TRUE(resolution.nearest.empty());
  }
}

TEST(Resolver, ResolvesMembersAndSynonyms) {
  const QuerySet set = Queries();
  const Resolver resolver(set);
  EXPECT_EQ(resolver.Resolve("regular rhythm of the sinus", EmbedWords).matched_text,
            "sinus rhythm");
  const Resolution synonym = resolver.Resolve("ventricular extrasystoles", EmbedWords);
  EXPECT_EQ(synonym.kind, ResolutionKind::kResolved);
  EXPECT_EQ(synonym.matched_text, "premature ventricular complex");
}

TEST(Resolver, SnapsToANearWordingThatSaysTheSame) {
  const QuerySet set = Queries();
  const Resolution resolution =
      Resolver(set).Resolve("signs of atrial flutter pattern", EmbedWords);
  EXPECT_EQ(resolution.kind, ResolutionKind::kResolved);
  EXPECT_EQ(resolution.matched_text, "atrial flutter");
  EXPECT_EQ(resolution.wording, "atrial flutter");
  EXPECT_LT(resolution.similarity, 1.0);
  EXPECT_EQ(Resolver(set, kNeverSnap).Resolve("atrial flutter pattern", EmbedWords).kind,
            ResolutionKind::kNew);
}

TEST(Resolver, TakesWordsAroundAFindingOff) {
  const QuerySet set = Queries();
  EXPECT_EQ(Resolver(set).Resolve("Is there an LBBB?", EmbedWords).matched_text,
            "left bundle branch block");
  EXPECT_EQ(Resolver(set).Resolve("no lbbb", EmbedWords).kind, ResolutionKind::kNew);
}

TEST(Resolver, NamesTheNeighboursOfANewText) {
  const QuerySet set = Queries();
  const Resolution resolution = Resolver(set).Resolve("right bundle branch block", EmbedWords);
  EXPECT_EQ(resolution.kind, ResolutionKind::kNew);
  EXPECT_FALSE(resolution.query_index.has_value());
  ASSERT_EQ(resolution.nearest.size(), 3u);
  EXPECT_EQ(resolution.nearest[0].first, "left bundle branch block");
  EXPECT_NEAR(resolution.nearest[0].second, 0.75, 1e-6);
}

TEST(Resolver, KeepsANewTextAsTypedUnlessItHoldsAbbreviations) {
  const QuerySet set = Queries();
  EXPECT_EQ(Resolver(set).Resolve(" Q wave, 0.05 s in iii ", EmbedWords).text,
            "Q wave, 0.05 s in iii");
  EXPECT_EQ(Resolver(set).Resolve("rbbb with pause", EmbedWords).text,
            "right bundle branch block with pause");
}

TEST(Resolver, NamesOtherMeaningsOfAnAbbreviation) {
  const QuerySet set = Queries();
  const Resolution resolution = Resolver(set).Resolve("signs of AF", EmbedWords);
  ASSERT_EQ(resolution.ambiguous.size(), 1u);
  EXPECT_EQ(resolution.ambiguous[0].chosen, "atrial fibrillation");
  EXPECT_TRUE(Resolver(set).Resolve("LBBB", EmbedWords).ambiguous.empty());
}

TEST(Resolver, RefusesATextWithoutWords) {
  const QuerySet set = Queries();
  EXPECT_THROW(Resolver(set).Resolve(" ?! ", EmbedWords), Error);
}

}  // namespace
}  // namespace supreme
