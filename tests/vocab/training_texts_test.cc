#include "vocab/training_texts.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TrainingTexts Example() {
  TrainingTexts texts;
  texts.concepts = {
      {"lbbb", 1.0, {{"left block, complete", {"right block", "no \"block\""}}, {"lbbb", {}}}},
      {"rate", 0.03, {{"rate over 60", {"rate under 60"}}}}};
  texts.general = {"a cup of coffee"};
  texts.held_out = {"sinus bradycardia"};
  return texts;
}

void ExpectCorrupt(const std::string& rows, const std::string& words) {
  const TempFolder folder;
  WriteTrainingTexts(Example(), folder.path());
  WriteFileAtomically(folder / "texts.csv", "concept,weight,text,opposites\n" + rows);
  ExpectError(ErrorCode::kCorruptData, words, [&] { ReadTrainingTexts(folder.path()); });
}

TEST(TrainingTexts, ComeBackAsTheyWereWritten) {
  const TempFolder folder;
  WriteTrainingTexts(Example(), folder.path());
  const TrainingTexts texts = ReadTrainingTexts(folder.path());
  ASSERT_EQ(texts.concepts.size(), 2U);
  EXPECT_EQ(texts.concepts[0].id, "lbbb");
  EXPECT_EQ(texts.concepts[0].texts[0].text, "left block, complete");
  EXPECT_EQ(texts.concepts[0].texts[0].opposites, Example().concepts[0].texts[0].opposites);
  EXPECT_TRUE(texts.concepts[0].texts[1].opposites.empty());
  EXPECT_EQ(texts.concepts[1].weight, 0.03);
  EXPECT_EQ(texts.general, Example().general);
  EXPECT_EQ(texts.held_out, Example().held_out);
}

TEST(TrainingTexts, BadRowsAreRefusedWithTheirLine) {
  ExpectCorrupt("a,0,x,\n", "texts.csv:2");
  ExpectCorrupt("a,nan,x,\n", "not over 0");
  ExpectCorrupt("a,1,,\n", "empty");
  ExpectCorrupt("a,1,x,\na,2,y,\n", "two weights");
  ExpectCorrupt("a,1,x,\nb,1,y,\na,1,z,\n", "stand together");
}

TEST(TrainingTexts, AMissingFileIsNamed) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "texts.csv", [&] { ReadTrainingTexts(folder.path()); });
}

}  // namespace
}  // namespace supreme
