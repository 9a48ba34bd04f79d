#include "extract/translator.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "extract/lexicon.h"

namespace supreme {
namespace {

TEST(Translator, TakesTheLongestPhraseAndKeepsWhatItDoesNotKnow) {
  EXPECT_EQ(Translator::German().Translate("sinusrhythmus, inferiorer infarkt möglich in v2-v4"),
            "sinus rhythm, inferior infarct is possible in v2-v4");
  EXPECT_EQ(Translator::Swedish().Translate("vänster främre hemiblock xyz"),
            "left anterior fascicular block xyz");
}

TEST(Translator, ReadsWordsThatLostTheirUmlauts) {
  for (const char* text :
       {"amplitudenkriterien für linkshypertrophie", "amplitudenkriterien fuer linkshypertrophie",
        "amplitudenkriterien f#r linkshypertrophie", "amplitudenkriterien fr linkshypertrophie"}) {
    EXPECT_EQ(Translator::German().Translate(text),
              "voltage criteria for left ventricular hypertrophy")
        << text;
  }
}

TEST(Translator, ReadsAbbreviationsAndCompoundsThatAreWrittenApart) {
  EXPECT_EQ(Translator::German().Translate("path. ekg, kompl. rsb"),
            "abnormal ecg, right bundle branch block");
  EXPECT_EQ(Translator::German().Translate("vorhofs- es in v1"),
            "premature atrial complexes in v1");
  EXPECT_EQ(Translator::German().Translate("arm- und beinelektroden vertauscht"),
            "arm and leg lead reversal");
}

TEST(Translator, RefusesOneWordingWithTwoMeanings) {
  EXPECT_THROW(Translator(Language::kGerman, "english,wordings\na,x\nb,x\n", "test"), Error);
  EXPECT_THROW(Translator(Language::kGerman, "english,wordings\na,\n", "test"), Error);
}

TEST(Translator, WritesOnlyWordsThatTheEnglishLexiconKnows) {
  for (const Translator* translator : {&Translator::German(), &Translator::Swedish()}) {
    for (const std::string& english : translator->english()) {
      for (const LexiconItem& item : Lexicon::BuiltIn().Scan(english)) {
        const std::string word = english.substr(item.begin, item.end - item.begin);
        EXPECT_TRUE(item.kind != WordKind::kUnknown || !IsPlainWord(word))
            << english << ": " << word;
      }
    }
  }
}

}  // namespace
}  // namespace supreme
