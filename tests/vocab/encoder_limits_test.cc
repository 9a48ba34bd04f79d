// What cosines of the default encoder cannot tell, and what the guard and the glossary do about it.
#include "tests/vocab/minilm.h"
#include "vocab/cluster.h"
#include "vocab/glossary.h"
#include "vocab/kept_apart.h"
#include "vocab/mapping.h"

namespace supreme {
namespace {

struct Pair {
  const char* first;
  const char* second;
  double cosine;
};

constexpr Pair kOpposites[] = {
    {"left bundle branch block", "right bundle branch block", 0.965},
    {"left axis deviation", "right axis deviation", 0.969},
    {"left ventricular hypertrophy", "right ventricular hypertrophy", 0.970},
    {"low qrs voltages", "high qrs voltages", 0.911},
    {"first degree atrioventricular block", "third degree atrioventricular block", 0.874},
    {"sinus bradycardia", "sinus tachycardia", 0.835}};

constexpr Pair kAbbreviations[] = {{"lvh", "left ventricular hypertrophy", 0.205},
                                   {"rbbb", "right bundle branch block", 0.165},
                                   {"pacs", "premature atrial complex", 0.024},
                                   {"afib", "atrial fibrillation", 0.576}};

class EncoderLimits : public MiniLmTest {};

TEST_F(EncoderLimits, OppositesAreNearerThanTheThresholdAndKeptApartAllTheSame) {
  for (const auto& [first, second, cosine] : kOpposites) {
    EXPECT_NEAR(Cosine(first, second), cosine, 0.02) << first;
    const std::vector<ClusterItem> items = {{first, 2}, {second, 1}};
    const std::vector<std::string> texts = {first, second};
    const UnitVectors vectors = EmbedUnit(embed_, texts);
    const ConflictTable& conflicts = ConflictTable::BuiltIn();
    for (const Linkage linkage : {Linkage::kAverage, Linkage::kComplete, Linkage::kSingle}) {
      const auto clusters = ClusterEntities(items, vectors, {0.8, linkage}, conflicts);
      EXPECT_EQ(clusters.size(), 2u) << first;
      const auto pairs = FindKeptApart(items, vectors, clusters, 0.8, conflicts);
      ASSERT_EQ(pairs.size(), 1u) << first;
      EXPECT_NEAR(pairs[0].cosine, cosine, 0.02);
    }
  }
}

TEST_F(EncoderLimits, AbbreviationsAreFarUntilTheyAreExpanded) {
  for (const auto& [abbreviation, full, cosine] : kAbbreviations) {
    EXPECT_NEAR(Cosine(abbreviation, full), cosine, 0.02) << abbreviation;
    EXPECT_GT(Cosine(Glossary::BuiltIn().Expand(abbreviation), full), 0.9) << abbreviation;
  }
}

TEST_F(EncoderLimits, NoTermMapsToItsNeighbourOverTheMappingThreshold) {
  const TermMapper mapper(ReferenceTerms(), embed_);
  std::vector<std::string> texts;
  for (const Term& term : ReferenceTerms()) texts.push_back(Glossary::BuiltIn().Expand(term.text));
  const UnitVectors vectors = EmbedUnit(embed_, texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == "abnormal q wave") continue;  // also a wording of SCP-ECG's "q waves present"
    const std::vector<size_t> row = {i};
    const auto match = mapper.Map(std::span(&texts[i], 1), vectors, row, 0.75);
    ASSERT_TRUE(match.has_value()) << texts[i];
    EXPECT_EQ(ReferenceTerms()[match->term].text, ReferenceTerms()[i].text);
  }
}

}  // namespace
}  // namespace supreme
