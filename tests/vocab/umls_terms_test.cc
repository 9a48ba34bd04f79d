#include "vocab/umls_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

const std::filesystem::path kFile =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/vocab/MRCONSO.RRF";

TEST(ReadUmlsTerms, TakesEnglishNamesThatAreNotSuppressedAndOfTheEcg) {
  const DictionaryTerms found = ReadUmlsTerms(kFile);
  ASSERT_EQ(found.terms.size(), 4u);
  EXPECT_EQ(found.terms[0].text, "atrial fibrillation");
  EXPECT_EQ(found.terms[0].codes.at("umls"), "C0004238");
  EXPECT_THAT(found.terms[0].wordings,
              ElementsAre("atrial fibrillation", "auricular fibrillation"));
  EXPECT_EQ(found.terms[1].text, "incomplete left bundle branch block");
  EXPECT_EQ(found.terms[2].text, "left bundle-branch block");
  EXPECT_EQ(found.counts.lines, 11u);
  EXPECT_EQ(found.counts.other_rows, 2u);
  EXPECT_EQ(found.counts.unwanted_rows, 2u);
}

TEST(ReadUmlsTerms, CountsBadLinesAndNamesTheFirst) {
  const DictionaryTerms found = ReadUmlsTerms(kFile);
  EXPECT_EQ(found.counts.bad_lines, 2u);
  EXPECT_THAT(found.first_bad_line, testing::HasSubstr("MRCONSO.RRF:10:"));
}

TEST(ReadUmlsTerms, AsksThePredicateItWasGiven) {
  const auto only_auricular = [](std::string_view text) { return text.starts_with("Auricular"); };
  const DictionaryTerms found = ReadUmlsTerms(kFile, only_auricular);
  ASSERT_EQ(found.terms.size(), 1u);
  EXPECT_EQ(found.terms[0].text, "auricular fibrillation");
}

TEST(ReadUmlsTerms, RefusesAnotherFile) {
  const TempFolder folder;
  WriteFileAtomically(folder / "x", "term,scp\natrial fibrillation,AFIB\n");
  EXPECT_THROW(ReadUmlsTerms(folder / "x"), Error);
  EXPECT_THROW(ReadUmlsTerms(folder / "absent"), Error);
  EXPECT_THROW(ReadUmlsTerms(folder.path()), Error);
}

}  // namespace
}  // namespace supreme
