#include "vocab/term_relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/error.h"
#include "vocab/conflicts.h"

namespace supreme {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST(TermRelations, KnowsParentsOppositesAndPlaces) {
  const TermRelations& relations = TermRelations::BuiltIn();
  EXPECT_THAT(relations.Of("sinus tachycardia").opposites, ElementsAre("sinus bradycardia"));
  EXPECT_THAT(relations.Of("sinus bradycardia").opposites, ElementsAre("sinus tachycardia"));
  EXPECT_THAT(relations.Of("inferior myocardial infarction").locations, ElementsAre("inferior"));
  EXPECT_THAT(relations.Ancestors("torsades de pointes"), Contains("cardiac arrhythmia"));
  EXPECT_TRUE(relations.Of("no such term").parents.empty());
}

TEST(TermRelations, OppositesAreSymmetricAndNeverParents) {
  const TermRelations& relations = TermRelations::BuiltIn();
  size_t pairs = 0;
  for (const Term& term : ReferenceTerms()) {
    for (const std::string& opposite : relations.Of(term.text).opposites) {
      EXPECT_THAT(relations.Of(opposite).opposites, Contains(term.text));
      EXPECT_THAT(relations.Ancestors(term.text), testing::Not(Contains(opposite)));
      ++pairs;
    }
  }
  EXPECT_GE(pairs, 60u);
}

// Whatever the embeddings say, opposites must not be merged.
TEST(TermRelations, TheConflictTableKeepsOppositesApart) {
  const ConflictTable& conflicts = ConflictTable::BuiltIn();
  for (const Term& term : ReferenceTerms()) {
    for (const std::string& opposite : TermRelations::BuiltIn().Of(term.text).opposites) {
      EXPECT_TRUE(conflicts.KeepsApart(conflicts.TraitsOf(term.text), conflicts.TraitsOf(opposite)))
          << term.text << " | " << opposite;
    }
  }
}

TEST(TermRelations, RefusesWhatDoesNotFitTheTerms) {
  const std::string head = "term,relation,value\n";
  for (const char* rows : {"nothing,is-a,tachycardia\n", "tachycardia,is-a,nothing\n",
                           "tachycardia,above,bradycardia\n", "tachycardia,location,elbow\n",
                           "tachycardia,opposite,bradycardia\nbradycardia,opposite,tachycardia\n",
                           "tachycardia,opposite,tachycardia\n",
                           "tachycardia,is-a,bradycardia\nbradycardia,is-a,tachycardia\n",
                           "tachycardia,is-a,bradycardia\ntachycardia,is-a,bradycardia\n"}) {
    EXPECT_THROW(TermRelations(head + rows, "test", ReferenceTerms()), Error) << rows;
  }
}

}  // namespace
}  // namespace supreme
