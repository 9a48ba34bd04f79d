// The words that the language model is given (prompts/), compiled in, and their hash.
#pragma once

#include <string>
#include <string_view>

namespace supreme {

// What is sent for one report text. The text travels as a JSON string, so that no wording in it
// can end the quotation.
struct ExtractionPrompt {
  std::string_view system;
  std::string user;
};

ExtractionPrompt PromptFor(std::string_view report);
// The message that follows a refused answer; `fault` says what was wrong with it.
std::string RepairMessage(std::string_view fault);
// Grammar of the answer in GBNF, for servers that take one (llama.cpp).
std::string_view AnswerGrammar();
// SHA-256 of all of the above: rows with another value were made by other prompts.
const std::string& PromptHash();

}  // namespace supreme
