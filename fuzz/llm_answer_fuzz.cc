// What a language model or its server sends: refused as a fault, or an extraction whose every
// entity stands in the report.
#include <cstdint>
#include <string>
#include <string_view>

#include "extract/llm_answer.h"
#include "extract/llm_protocol.h"
#include "fuzz_input.h"

namespace {

constexpr std::string_view kReport = "sinus rhythm with pacs\ninferior/lateral st-t changes";

void Check(std::string_view content) {
  try {
    for (const supreme::Entity& entity : supreme::ParseAnswer(content, kReport).entities) {
      supreme::FuzzExpect(supreme::IsInReport(entity.text, kReport));
    }
  } catch (const supreme::AnswerFault& fault) {
    supreme::FuzzExpect(*fault.what() != '\0');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    Check(text);
    supreme::FuzzExpect(supreme::ErrorWords(text).size() <= 600);
    try {
      Check(supreme::ParseChatReply(text).content);
    } catch (const supreme::AnswerFault&) {
      return;
    }
  });
}
