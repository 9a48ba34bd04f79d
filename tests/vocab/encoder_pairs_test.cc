#include "vocab/encoder_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/core/expect_error.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

std::set<std::string> TermNames() {
  std::set<std::string> names;
  for (const Term& term : ReferenceTerms()) names.insert(term.text);
  return names;
}

TEST(EncoderPairs, ThereAre300ConflictsAndAsManyPairsThatAgree) {
  std::map<PairKind, int> counts;
  for (const EncoderPair& pair : EncoderPairs()) ++counts[pair.kind];
  EXPECT_GE(counts[PairKind::kConflict], 300);
  EXPECT_GE(counts[PairKind::kSynonym] + counts[PairKind::kAbbreviation], 300);
}

TEST(EncoderPairs, EveryTermIsAReferenceTerm) {
  const std::set<std::string> names = TermNames();
  for (const EncoderPair& pair : EncoderPairs()) {
    EXPECT_TRUE(names.contains(pair.term_a)) << pair.term_a;
    EXPECT_TRUE(names.contains(pair.term_b)) << pair.term_b;
  }
}

TEST(EncoderPairs, NoTextMeansTwoTerms) {
  std::map<std::string, std::string> meaning;
  for (const EncoderPair& pair : EncoderPairs()) {
    EXPECT_EQ(meaning.emplace(pair.text_a, pair.term_a).first->second, pair.term_a) << pair.text_a;
    EXPECT_EQ(meaning.emplace(pair.text_b, pair.term_b).first->second, pair.term_b) << pair.text_b;
  }
}

TEST(EncoderPairs, NoTermStandsInTwoFamilies) {
  std::map<std::string, std::string> family;
  for (const EncoderPair& pair : EncoderPairs()) {
    for (const std::string& term : {pair.term_a, pair.term_b}) {
      EXPECT_EQ(family.emplace(term, pair.family).first->second, pair.family) << term;
    }
  }
}

TEST(EncoderPairs, BadRowsAreRefusedWithTheirLine) {
  const std::string header = "kind,family,term_a,text_a,term_b,text_b\n";
  const auto parse = [&](const std::string& row) { ParseEncoderPairs(header + row, "pairs.csv"); };
  ExpectError(ErrorCode::kCorruptData, "pairs.csv:2", [&] { parse("alike,f,a,x,a,y\n"); });
  ExpectError(ErrorCode::kCorruptData, "empty", [&] { parse("synonym,f,a,,a,y\n"); });
  ExpectError(ErrorCode::kCorruptData, "fit the kind", [&] { parse("synonym,f,a,x,b,y\n"); });
  ExpectError(ErrorCode::kCorruptData, "fit the kind", [&] { parse("conflict,f,a,x,a,y\n"); });
}

TEST(DrawHeldOutTerms, TakesWholeFamiliesByTheSeed) {
  const std::set<std::string> drawn = DrawHeldOutTerms(EncoderPairs(), 0.25, 1);
  EXPECT_EQ(drawn, DrawHeldOutTerms(EncoderPairs(), 0.25, 1));
  EXPECT_NE(drawn, DrawHeldOutTerms(EncoderPairs(), 0.25, 2));
  for (const EncoderPair& pair : EncoderPairs()) {
    EXPECT_EQ(drawn.contains(pair.term_a), drawn.contains(pair.term_b)) << pair.family;
  }
}

TEST(DrawHeldOutTerms, TakesNoneAndAll) {
  EXPECT_TRUE(DrawHeldOutTerms(EncoderPairs(), 0.0, 1).empty());
  const std::set<std::string> all = DrawHeldOutTerms(EncoderPairs(), 1.0, 1);
  for (const EncoderPair& pair : EncoderPairs()) EXPECT_TRUE(all.contains(pair.term_a));
}

TEST(MappedStatements, AreAHundredDifferentOnesOfReferenceTerms) {
  const std::set<std::string> names = TermNames();
  std::set<std::string> statements;
  for (const MappedStatement& mapped : MappedStatements()) {
    EXPECT_TRUE(names.contains(mapped.term)) << mapped.term;
    EXPECT_TRUE(statements.insert(mapped.statement).second) << mapped.statement;
  }
  EXPECT_GE(statements.size(), 100U);
}

TEST(GeneralPhrases, AreHalvedWithoutOverlap) {
  const GeneralPhrases& phrases = BuiltInGeneralPhrases();
  EXPECT_GE(phrases.unseen.size(), 50U);
  for (const std::string& phrase : phrases.unseen) {
    EXPECT_EQ(std::count(phrases.trained.begin(), phrases.trained.end(), phrase), 0) << phrase;
  }
}

}  // namespace
}  // namespace supreme
