// The OpenAI-compatible chat protocol as vLLM, the llama.cpp server and vendors speak it: request
// and reply as JSON text, nothing about entities.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "extract/llm_failure.h"
#include "extract/prompts.h"

namespace supreme {

// How the endpoint is made to answer in the right form; each is tried after the one before it was
// refused.
enum class OutputMode { kJsonSchema, kGuidedJson, kGrammar, kPlain };

// "json-schema", "guided-json", "grammar", "plain".
OutputMode ParseOutputMode(std::string_view name);  // kUsage

struct ChatMessage {
  std::string role;  // "system", "user", "assistant"
  std::string content;
};

struct ChatRequest {
  std::string model;
  std::vector<ChatMessage> messages;
  OutputMode mode = OutputMode::kJsonSchema;
  Json schema;          // of the answer, for kJsonSchema and kGuidedJson
  std::string grammar;  // for kGrammar
  int64_t max_tokens = 1024;
};

// Body of the POST. Temperature 0 and a fixed seed: the same text, the same answer.
std::string ToBody(const ChatRequest& request);

struct ChatReply {
  std::string content;        // empty when there is none
  std::string finish_reason;  // "stop", "length"
  std::string model;          // as the endpoint calls itself; empty when it does not say
  uint64_t prompt_tokens = 0;
  uint64_t completion_tokens = 0;
};

// Throws AnswerFault kBadReply for anything but a chat completion. Any bytes.
ChatReply ParseChatReply(std::string_view body);
// Throws AnswerFault when the answer was cut off (kCutOff) or says nothing (kEmpty).
void CheckContent(const ChatReply& reply);

// Words of the error an endpoint sent, for messages: one line of at most 200 characters.
std::string ErrorWords(std::string_view body);

// The form of an answer without limits and references, which servers turn into grammars.
Json RequestSchema(PromptTask task);

}  // namespace supreme
