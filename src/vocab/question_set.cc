#include "vocab/question_set.h"

#include <array>
#include <cstdio>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

constexpr const char* kTextsFile = "questions.csv";
constexpr const char* kEmbeddingsFile = "questions.safetensors";
constexpr const char* kHint = "run supreme vocab signs again";

std::string MetadataOf(const SafetensorsFile& file, const std::string& key) {
  const auto found = file.metadata().find(key);
  if (found != file.metadata().end()) return found->second;
  throw Error(ErrorCode::kCorruptData, "metadata \"" + key + "\" is missing", file.path().string(),
              kHint);
}

std::vector<Question> ReadTexts(const std::filesystem::path& path) {
  CsvReader csv = CsvReader::Open(path);
  const size_t text = csv.Column("text"), sign = csv.Column("sign"), weight = csv.Column("weight");
  std::vector<Question> questions;
  while (csv.Next()) {
    const auto number = ParseDouble(csv[weight]);
    if (csv[text].empty() || csv[sign].empty() || !number || !(*number >= 0.0)) {
      throw Error(ErrorCode::kCorruptData, "not a question: text, sign, weight of at least 0",
                  csv.Where(), kHint);
    }
    questions.push_back({csv[text], csv[sign], *number});
  }
  return questions;
}

}  // namespace

std::string HashQuestions(std::span<const Question> questions) {
  uint64_t hash = 0xCBF29CE484222325ULL;
  const auto add = [&hash](const std::string& part) {
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    hash = (hash ^ 0xFFU) * 0x100000001B3ULL;  // a byte that UTF-8 never holds ends a part
  };
  for (const Question& question : questions) {
    add(question.text);
    add(question.sign);
    add(FormatDouble(question.weight));
  }
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(hash));
  return hex.data();
}

QuestionSet ReadQuestionSet(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / kTextsFile)) {
    throw Error(ErrorCode::kNotFound, "no questions.csv: not a vocabulary of signs",
                folder.string(), "run supreme vocab signs");
  }
  QuestionSet set;
  set.questions = ReadTexts(folder / kTextsFile);
  const SafetensorsFile file(folder / kEmbeddingsFile);
  const std::string where = file.path().string();
  const TensorView& view = file.Get("embeddings");
  if (view.shape.size() != 2 || view.shape[0] != static_cast<int64_t>(set.questions.size())) {
    throw Error(ErrorCode::kCorruptData,
                "embeddings are not one row for each of " + std::to_string(set.questions.size()) +
                    " questions",
                where, kHint);
  }
  if (MetadataOf(file, "questions") != HashQuestions(set.questions)) {
    throw Error(ErrorCode::kCorruptData, "embeddings were made of other texts", where, kHint);
  }
  set.encoder_name = MetadataOf(file, "encoder_name");
  set.encoder_id = MetadataOf(file, "encoder_id");
  set.text_width = view.shape[1];
  set.embeddings = ToFloats(view);
  return set;
}

void WriteQuestionSet(const QuestionSet& set, const std::filesystem::path& folder) {
  SUPREME_CHECK(set.embeddings.size() ==
                set.questions.size() * static_cast<size_t>(set.text_width));
  MakeFolder(folder);
  const auto rows = static_cast<int64_t>(set.questions.size());
  WriteSafetensors(folder / kEmbeddingsFile,
                   {{"embeddings", ViewOf<float>(set.embeddings, {rows, set.text_width})}},
                   {{"questions", HashQuestions(set.questions)},
                    {"encoder_name", set.encoder_name},
                    {"encoder_id", set.encoder_id}});
  CsvWriter csv(folder / kTextsFile, {"text", "sign", "weight"});
  for (const Question& question : set.questions) {
    csv.Row({question.text, question.sign, FormatDouble(question.weight)});
  }
  csv.Commit();
}

}  // namespace supreme
