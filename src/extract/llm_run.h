// Fills an entity store through a language model, many calls at a time; the work behind
// `supreme extract --extractor llm` and `hybrid`.
#pragma once

#include <cstdint>
#include <functional>

#include "extract/entity_store.h"
#include "extract/llm_caller.h"
#include "extract/rule_extractor.h"

namespace supreme {

inline constexpr char kLlmExtractor[] = "llm-1";
// Name of a store's extractor when rules answer where they understand every word.
std::string HybridExtractorName(const RuleExtractor& rules);

struct LlmRunState {
  uint64_t total = 0;     // statements of this run
  uint64_t done = 0;      // settled in this run, in whatever way
  uint64_t by_rules = 0;  // of these, without a call
  uint64_t failed = 0;    // of these, without a result
  uint64_t calls = 0;     // requests, the first one to learn about the endpoint included
  uint64_t prompt_tokens = 0;
  uint64_t completion_tokens = 0;
  bool is_circuit_open = false;  // waiting for the endpoint to come back
};

// Settles every pending statement: by `rules` where they account for all words (unless null), else
// by the model. Each result is saved before its thread takes the next statement, so a killed run
// repeats at most `concurrency` calls. `progress` is called from this thread about five times a
// second. Errors: LlmCaller's; kInvalidInput when another model answers than before; kCancelled on
// Ctrl-C. What was saved stays.
LlmRunState FillStoreByLlm(EntityStore& store, const LlmOptions& options,
                           const RuleExtractor* rules,
                           const std::function<void(const LlmRunState&)>& progress);

}  // namespace supreme
