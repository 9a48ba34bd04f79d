#include "extract/language.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

EnglishStatement Read(std::string_view statement) {
  return LanguageReader::BuiltIn().Read(statement);
}

TEST(LanguageReader, TellsTheLanguage) {
  EXPECT_EQ(Read("left bundle branch block").language, Language::kEnglish);
  EXPECT_EQ(Read("linksschenkelblock").language, Language::kGerman);
  EXPECT_EQ(Read("vänstersidigt skänkelblock").language, Language::kSwedish);
  EXPECT_EQ(Read("the patient feels fine").language, Language::kEnglish);
}

TEST(LanguageReader, RepairsBeforeItTranslates) {
  EXPECT_EQ(Read("sinus rythm").text, "sinus rhythm");
  EXPECT_EQ(Read("vorhoflimmern").text, "atrial fibrillation");
  EXPECT_EQ(Read("atrial fibrillation with rapid ventricluar respon").text,
            "atrial fibrillation with rapid ventricular response");
}

TEST(LanguageReader, LeavesOtherTextAsItIs) {
  EXPECT_EQ(Read("zqx 12 ,,").text, "zqx 12 ,,");
  EXPECT_EQ(Read("").text, "");
}

}  // namespace
}  // namespace supreme
