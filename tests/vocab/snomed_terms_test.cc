#include "vocab/snomed_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

const std::filesystem::path kFile =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/vocab/sct2_Description.txt";

TEST(ReadSnomedTerms, TakesActiveEnglishFindingsOfTheEcg) {
  const DictionaryTerms found = ReadSnomedTerms(kFile);
  ASSERT_EQ(found.terms.size(), 3u);
  EXPECT_EQ(found.terms[0].text, "electrocardiographic atrial fibrillation");
  EXPECT_EQ(found.terms[0].codes.at("snomed"), "164889003");
  EXPECT_THAT(found.terms[0].wordings,
              ElementsAre("electrocardiographic atrial fibrillation", "ecg: atrial fibrillation"));
  EXPECT_EQ(found.terms[1].text, "prolonged t wave peak to end interval");
  EXPECT_EQ(found.terms[2].codes.at("snomed"), "59118001");
}

TEST(ReadSnomedTerms, LeavesOutConceptsThatAreNoFindings) {
  const auto everything = [](std::string_view) { return true; };
  for (const Term& term : ReadSnomedTerms(kFile, everything).terms) {
    EXPECT_NE(term.codes.at("snomed"), "77780002");
    EXPECT_NE(term.codes.at("snomed"), "77780003");
  }
}

TEST(ReadSnomedTerms, CountsBadLinesAndNamesTheFirst) {
  const DictionaryTerms found = ReadSnomedTerms(kFile);
  EXPECT_EQ(found.counts.bad_lines, 1u);
  EXPECT_THAT(found.first_bad_line, testing::HasSubstr("sct2_Description.txt:16:"));
}

TEST(ReadSnomedTerms, RefusesAnotherHeaderAndAnEmptyFile) {
  const TempFolder folder;
  WriteFileAtomically(folder / "x", "id\tactive\n1\t1\n");
  WriteFileAtomically(folder / "empty", "");
  EXPECT_THROW(ReadSnomedTerms(folder / "x"), Error);
  EXPECT_THROW(ReadSnomedTerms(folder / "empty"), Error);
}

}  // namespace
}  // namespace supreme
