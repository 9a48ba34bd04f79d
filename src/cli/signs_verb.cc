// supreme vocab signs: the simulator's questions with their embeddings, and a query per finding.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/embed_with.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "engine/text_encoder.h"
#include "synth/truth/sign.h"
#include "vocab/query_set.h"
#include "vocab/question_set.h"

namespace supreme {
namespace {

// All that training may ask.
std::vector<Question> AllQuestions(const SignLibrary& library) {
  std::vector<Question> questions;
  for (const SignText& text : library.texts()) {
    const Sign& sign = library.signs()[text.sign];
    if (sign.weight > 0.0) questions.push_back({text.text, sign.id, sign.weight});
  }
  return questions;
}

std::vector<float> Embed(const TextEncoder& encoder, const std::vector<Question>& questions) {
  std::vector<std::string> texts;
  for (const Question& question : questions) texts.push_back(question.text);
  return EmbedWith(encoder)(texts);
}

// "finding:AFIB" → "atrial-fibrillation": letters and digits, the rest as single hyphens.
std::string Slug(const std::string& text) {
  std::string slug;
  for (const char c : text) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::map<std::string, std::string> CodesOf(const SignLibrary& library, uint32_t sign) {
  const std::vector<Finding> findings = library.Names(sign);
  std::map<std::string, std::string> codes;
  if (library.signs()[sign].kind != SignKind::kFinding || findings.size() != 1) return codes;
  const FindingInfo& info = Info(findings[0]);
  codes["scp"] = info.code;
  if (!info.snomed.empty()) codes["snomed"] = info.snomed;
  return codes;
}

// One query per finding and group of findings: its first text is the name, the others are wordings.
QuerySet FindingQueries(const SignLibrary& library, const QuestionSet& questions) {
  QuerySet set;
  set.encoder_name = questions.encoder_name;
  set.encoder_id = questions.encoder_id;
  set.text_width = questions.text_width;
  std::map<uint32_t, size_t> query_of_sign;
  std::ptrdiff_t next_row = 0;
  for (const SignText& text : library.texts()) {
    const Sign& sign = library.signs()[text.sign];
    if (sign.weight <= 0.0) continue;
    const std::ptrdiff_t row_index = next_row++;
    if (sign.kind != SignKind::kFinding && sign.kind != SignKind::kGroup) continue;
    const auto [found, is_new] = query_of_sign.emplace(text.sign, set.queries.size());
    if (!is_new) {
      set.queries[found->second].members.push_back({text.text, 1.0, 0});
      continue;
    }
    set.queries.push_back({Slug(text.text), text.text, CodesOf(library, text.sign), {}, 0});
    const auto row = questions.embeddings.begin() + row_index * set.text_width;
    set.embeddings.insert(set.embeddings.end(), row, row + set.text_width);
  }
  return set;
}

}  // namespace

int RunVocabSigns(const VerbArguments& arguments) {
  std::string out, encoder_folder;
  Arguments flags("vocab signs",
                  "Embeds every statement the simulator can judge, for training on simulated "
                  "records: questions.csv, and queries.json with one query per finding.",
                  {"supreme vocab signs --out runs/signs"});
  flags.Option("--out", out, "folder of the vocabulary", true);
  flags.Option("--text-encoder", encoder_folder, "BERT folder in Hugging Face layout");
  if (!flags.Parse(arguments)) return 0;
  MakeFolder(out);  // embedding takes minutes: a wrong place is said before
  const SignLibrary& library = SignLibrary::BuiltIn();
  const TextEncoder encoder(TextEncoderFolder(encoder_folder));
  QuestionSet set;
  set.questions = AllQuestions(library);
  set.encoder_name = encoder.name();
  set.encoder_id = encoder.id();
  set.text_width = encoder.width();
  set.embeddings = Embed(encoder, set.questions);
  WriteQuestionSet(set, out);
  const QuerySet queries = FindingQueries(library, set);
  WriteQuerySet(queries, out);
  std::printf("%-10s %8zu\n%-10s %8zu\n%-10s %8zu\n", "signs", library.signs().size(), "texts",
              set.questions.size(), "queries", queries.queries.size());
  return 0;
}

}  // namespace supreme
