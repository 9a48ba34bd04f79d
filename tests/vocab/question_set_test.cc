#include "vocab/question_set.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class QuestionSetTest : public testing::Test {
 protected:
  QuestionSetTest() : folder_(fs::temp_directory_path() / "supreme_question_set") {
    fs::remove_all(folder_);
  }
  ~QuestionSetTest() override { fs::remove_all(folder_); }

  static QuestionSet Set() {
    return {{{"T, inverted in \"V1\"", "measure:V1:t_mv<0", 0.25}, {"vorhofflimmern", "AFIB", 1.0}},
            "encoder",
            "id",
            2,
            {1.0f, 2.0f, 3.0f, -0.5f}};
  }

  fs::path folder_;
};

TEST_F(QuestionSetTest, ReadsBackWhatWasWritten) {
  const QuestionSet wanted = Set();
  WriteQuestionSet(wanted, folder_);
  const QuestionSet read = ReadQuestionSet(folder_);
  EXPECT_EQ(HashQuestions(read.questions), HashQuestions(wanted.questions));
  EXPECT_EQ(read.questions[0].text, wanted.questions[0].text);
  EXPECT_EQ(read.questions[0].sign, wanted.questions[0].sign);
  EXPECT_EQ(read.questions[0].weight, 0.25);
  EXPECT_EQ(read.embeddings, wanted.embeddings);
  EXPECT_EQ(read.text_width, 2);
  EXPECT_EQ(read.encoder_id, "id");
}

TEST_F(QuestionSetTest, ReadsHalfPrecision) {
  WriteQuestionSet(Set(), folder_);
  const std::vector<uint16_t> halves = {0x3C00, 0x4000, 0x4200, 0xB800};  // 1, 2, 3, -0.5
  WriteSafetensors(
      folder_ / "questions.safetensors",
      {{"embeddings", TensorView{DType::kF16, {2, 2}, std::as_bytes(std::span(halves))}}},
      {{"questions", HashQuestions(Set().questions)},
       {"encoder_name", "encoder"},
       {"encoder_id", "id"}});
  EXPECT_EQ(ReadQuestionSet(folder_).embeddings, Set().embeddings);
}

TEST_F(QuestionSetTest, HashTellsTextsSignsAndWeightsApart) {
  const std::string hash = HashQuestions(Set().questions);
  for (int part = 0; part < 3; ++part) {
    std::vector<Question> other = Set().questions;
    if (part == 0) other[0].text += "x";
    if (part == 1) other[1].sign += "x";
    if (part == 2) other[1].weight = 2.0;
    EXPECT_NE(HashQuestions(other), hash) << part;
  }
  EXPECT_NE(HashQuestions(std::vector<Question>{{"ab", "c"}}),
            HashQuestions(std::vector<Question>{{"a", "bc"}}));
}

TEST_F(QuestionSetTest, RefusesTextsThatTheEmbeddingsWereNotMadeOf) {
  WriteQuestionSet(Set(), folder_);
  WriteFileAtomically(folder_ / "questions.csv", "text,sign,weight\na,b,1\nc,d,1\n");
  ExpectError(ErrorCode::kCorruptData, "other texts", [&] { ReadQuestionSet(folder_); });
  WriteFileAtomically(folder_ / "questions.csv", "text,sign,weight\na,b,1\n");
  ExpectError(ErrorCode::kCorruptData, "one row for each of 1", [&] { ReadQuestionSet(folder_); });
  WriteFileAtomically(folder_ / "questions.csv", "text,sign,weight\na,b,much\n");
  ExpectError(ErrorCode::kCorruptData, "questions.csv:2", [&] { ReadQuestionSet(folder_); });
  fs::remove(folder_ / "questions.csv");
  ExpectError(ErrorCode::kNotFound, "vocab signs", [&] { ReadQuestionSet(folder_); });
}

}  // namespace
}  // namespace supreme
