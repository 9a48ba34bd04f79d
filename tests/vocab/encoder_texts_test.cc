#include "vocab/encoder_texts.h"

#include <gmock/gmock.h>

#include <map>

namespace supreme {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

using Concepts = std::map<std::string, std::vector<std::string>>;

TrainingTexts Build(const EncoderTextOptions& options) {
  return BuildTrainingTexts({ReferenceTerms(), SignLibrary::BuiltIn()}, options);
}

Concepts ByName(const TrainingTexts& texts) {
  Concepts concepts;
  for (const TrainingConcept& entry : texts.concepts) {
    for (const TrainingText& text : entry.texts) concepts[entry.id].push_back(text.text);
  }
  return concepts;
}

// Every text and every opposite.
std::vector<std::string> AllTexts(const TrainingTexts& texts) {
  std::vector<std::string> all;
  for (const TrainingConcept& entry : texts.concepts) {
    for (const TrainingText& text : entry.texts) {
      all.push_back(text.text);
      all.insert(all.end(), text.opposites.begin(), text.opposites.end());
    }
  }
  return all;
}

TEST(BuildTrainingTexts, ATermGathersSynonymsAbbreviationsAndSigns) {
  const Concepts concepts = ByName(Build({}));
  const auto& fibrillation = concepts.at("atrial fibrillation");
  EXPECT_THAT(fibrillation, Contains("auricular fibrillation"));            // synonym
  EXPECT_THAT(fibrillation, Contains("afib"));                              // abbreviation
  EXPECT_THAT(fibrillation, Contains("vorhofflimmern"));                    // German
  EXPECT_THAT(fibrillation, Contains("irregular rhythm without p waves"));  // what is seen
  EXPECT_THAT(concepts.at("right bundle branch block"), Contains("complete rbbb"));
  EXPECT_TRUE(concepts.contains("measure:qrs_ms>=120") || concepts.contains("measure:qrs_ms<=120"));
}

TEST(BuildTrainingTexts, ATextThatNamesAnotherTermGoesToThatTerm) {
  const Concepts concepts = ByName(Build({}));
  EXPECT_THAT(concepts.at("sinus arrest"), Not(Contains("sinoatrial block")));
  EXPECT_THAT(concepts.at("sinoatrial block"), Contains("sinus exit block"));
}

TEST(BuildTrainingTexts, NoOppositeIsAWordingOfItsOwnConcept) {
  for (const TrainingConcept& entry : Build({}).concepts) {
    for (const TrainingText& text : entry.texts) {
      for (const std::string& opposite : text.opposites) {
        for (const TrainingText& other : entry.texts) ASSERT_NE(opposite, other.text) << entry.id;
      }
    }
  }
}

TEST(BuildTrainingTexts, HeldOutTermsAppearNowhere) {
  EncoderTextOptions options;
  options.held_out = {"left bundle branch block", "right bundle branch block"};
  options.held_out_wordings = {"block of the left bundle branch"};
  const TrainingTexts texts = Build(options);
  EXPECT_EQ(texts.held_out.size(), 2U);
  for (const std::string& text : AllTexts(texts)) {
    ASSERT_THAT(text, Not(HasSubstr("left bundle branch block")));
    ASSERT_THAT(text, Not(HasSubstr("right bundle branch block")));
    ASSERT_THAT(text, Not(HasSubstr("lbbb")));
    ASSERT_THAT(text, Not(HasSubstr("rechtsschenkelblock")));  // the finding's German
    ASSERT_NE(text, "block of the left bundle branch");
  }
  EXPECT_TRUE(ByName(texts).contains("atrial fibrillation"));
}

TEST(BuildTrainingTexts, TextsForReportingAloneAreLeftOut) {
  EncoderTextOptions options;
  options.never = {"AFIB", "no  P waves"};
  for (const std::string& text : AllTexts(Build(options))) {
    ASSERT_NE(text, "afib");
    ASSERT_NE(text, "no p waves");
  }
}

TEST(BuildTrainingTexts, ConceptsHaveTwoTextsWithoutDoubles) {
  for (const auto& [id, texts] : ByName(Build({}))) {
    EXPECT_GE(texts.size(), 2U) << id;
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size()) << id;
  }
}

}  // namespace
}  // namespace supreme
