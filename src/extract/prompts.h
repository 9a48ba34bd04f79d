// The words that the language model is given (prompts/), compiled in, and their hash.
#pragma once

#include <string>
#include <string_view>

namespace supreme {

// What the model is asked.
enum class PromptTask {
  kEntities,      // the entities of a report (appendix D.2)
  kEcgTerm,       // whether a dictionary term is an ECG term (appendix D.1)
  kClassPrompts,  // texts that stand for a class of a task (class_prompts.h)
};

// What is sent for one report text or term. The text travels as a JSON string, so that no wording
// in it can end the quotation.
struct ExtractionPrompt {
  std::string_view system;
  std::string user;
};

ExtractionPrompt PromptFor(PromptTask task, std::string_view text);
// The message that follows a refused answer; `fault` says what was wrong with it.
std::string RepairMessage(std::string_view fault);
// Grammar of the answer in GBNF, for servers that take one (llama.cpp).
std::string_view AnswerGrammar(PromptTask task);
// SHA-256 of a task's prompts: rows with another value were made by other prompts.
std::string PromptHash(PromptTask task);

}  // namespace supreme
