#include "extract/prompts.h"

#include "core/error.h"
#include "core/hash.h"
#include "core/json.h"
#include "core/numbers.h"

namespace supreme {

// The files of prompts/, embedded at build time.
std::string_view ExtractSystemMd();
std::string_view ExtractUserMd();
std::string_view ExtractRepairMd();
std::string_view ExtractionGbnf();
std::string_view IsEcgTermMd();
std::string_view IsEcgTermUserMd();
std::string_view IsEcgTermGbnf();

namespace {

std::string Fill(std::string_view text, std::string_view hole, std::string_view value) {
  const size_t at = text.find(hole);
  SUPREME_CHECK(at != std::string_view::npos);
  return std::string(text.substr(0, at)) + std::string(value) +
         std::string(text.substr(at + hole.size()));
}

std::string_view SystemText(PromptTask task) {
  return Trim(task == PromptTask::kEntities ? ExtractSystemMd() : IsEcgTermMd());
}

std::string_view UserText(PromptTask task) {
  return Trim(task == PromptTask::kEntities ? ExtractUserMd() : IsEcgTermUserMd());
}

}  // namespace

ExtractionPrompt PromptFor(PromptTask task, std::string_view text) {
  const std::string quoted = DumpJson(Json(std::string(text)));
  return {SystemText(task), Fill(UserText(task), "{{report}}", quoted)};
}

std::string RepairMessage(std::string_view fault) {
  return Fill(Trim(ExtractRepairMd()), "{{fault}}", fault);
}

std::string_view AnswerGrammar(PromptTask task) {
  return task == PromptTask::kEntities ? ExtractionGbnf() : IsEcgTermGbnf();
}

std::string PromptHash(PromptTask task) {
  std::string all;
  for (const std::string_view part :
       {SystemText(task), UserText(task), Trim(ExtractRepairMd()), AnswerGrammar(task)}) {
    all += std::string(part) + '\0';
  }
  return Sha256(all);
}

}  // namespace supreme
