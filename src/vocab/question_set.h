// The texts of the simulator's sign library with their embeddings, so that training needs no text
// encoder. `supreme vocab signs` writes them beside queries.json:
//   questions.csv           text,sign,weight: one row per text
//   questions.safetensors   "embeddings" float32 or float16 [texts, E], rows in the order of
//                           questions.csv; metadata "questions" (hash of the rows), "encoder_name",
//                           "encoder_id"
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace supreme {

// A text that asks a sign; several may ask the same.
struct Question {
  std::string text;
  std::string sign;     // stable id, e.g. "measure:qrs_ms>=120"
  double weight = 1.0;  // of the sign: how often it is asked in training, relative to others
};

struct QuestionSet {
  std::vector<Question> questions;
  std::string encoder_name;
  std::string encoder_id;
  int64_t text_width = 0;
  std::vector<float> embeddings;  // [texts, E]
};

// 64-bit FNV-1a over texts, signs and weights, hex: two sets with one hash ask the same.
std::string HashQuestions(std::span<const Question> questions);

// kNotFound; kCorruptData (embeddings of another count, rows that the embeddings were not made of).
QuestionSet ReadQuestionSet(const std::filesystem::path& folder);
void WriteQuestionSet(const QuestionSet& set, const std::filesystem::path& folder);

}  // namespace supreme
