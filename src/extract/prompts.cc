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
std::string_view ClassPromptsMd();
std::string_view ClassPromptsUserMd();
std::string_view ClassPromptsGbnf();

namespace {

struct TaskFiles {
  std::string_view system, user, grammar;
};

TaskFiles FilesOf(PromptTask task) {
  switch (task) {
    case PromptTask::kEntities:
      return {Trim(ExtractSystemMd()), Trim(ExtractUserMd()), ExtractionGbnf()};
    case PromptTask::kEcgTerm:
      return {Trim(IsEcgTermMd()), Trim(IsEcgTermUserMd()), IsEcgTermGbnf()};
    case PromptTask::kClassPrompts:
      return {Trim(ClassPromptsMd()), Trim(ClassPromptsUserMd()), ClassPromptsGbnf()};
  }
  throw Error(ErrorCode::kInternal, "unknown prompt task");
}

std::string Fill(std::string_view text, std::string_view hole, std::string_view value) {
  const size_t at = text.find(hole);
  SUPREME_CHECK(at != std::string_view::npos);
  return std::string(text.substr(0, at)) + std::string(value) +
         std::string(text.substr(at + hole.size()));
}

}  // namespace

ExtractionPrompt PromptFor(PromptTask task, std::string_view text) {
  const std::string quoted = DumpJson(Json(std::string(text)));
  const TaskFiles files = FilesOf(task);
  return {files.system, Fill(files.user, "{{report}}", quoted)};
}

std::string RepairMessage(std::string_view fault) {
  return Fill(Trim(ExtractRepairMd()), "{{fault}}", fault);
}

std::string_view AnswerGrammar(PromptTask task) { return FilesOf(task).grammar; }

std::string PromptHash(PromptTask task) {
  const TaskFiles files = FilesOf(task);
  std::string all;
  for (const std::string_view part :
       {files.system, files.user, Trim(ExtractRepairMd()), files.grammar}) {
    all += std::string(part) + '\0';
  }
  return Sha256(all);
}

}  // namespace supreme
