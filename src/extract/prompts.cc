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

namespace {

std::string Fill(std::string_view text, std::string_view hole, std::string_view value) {
  const size_t at = text.find(hole);
  SUPREME_CHECK(at != std::string_view::npos);
  return std::string(text.substr(0, at)) + std::string(value) +
         std::string(text.substr(at + hole.size()));
}

}  // namespace

ExtractionPrompt PromptFor(std::string_view report) {
  const std::string quoted = DumpJson(Json(std::string(report)));
  return {Trim(ExtractSystemMd()), Fill(Trim(ExtractUserMd()), "{{report}}", quoted)};
}

std::string RepairMessage(std::string_view fault) {
  return Fill(Trim(ExtractRepairMd()), "{{fault}}", fault);
}

std::string_view AnswerGrammar() { return ExtractionGbnf(); }

const std::string& PromptHash() {
  static const std::string hash =
      Sha256(std::string(ExtractSystemMd()) + '\0' + std::string(ExtractUserMd()) + '\0' +
             std::string(ExtractRepairMd()) + '\0' + std::string(ExtractionGbnf()));
  return hash;
}

}  // namespace supreme
