// The flags of every verb that talks to a chat endpoint.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "cli/arguments.h"
#include "extract/llm_caller.h"
#include "extract/llm_run.h"

namespace supreme {

struct LlmFlags {
  std::string endpoint;
  std::string model;
  std::string api_key_env;
  std::string output_mode = "auto";
  bool allow_remote = false;
  bool sends_reports = true;  // false: names of classes alone, which may go to any machine
  int64_t max_tokens = 1024;
  int64_t concurrency = 8;
  double requests_per_minute = 0;
  double connect_timeout_s = 5;
  double idle_timeout_s = 30;
  double request_timeout_s = 120;
  double statement_timeout_s = 180;
  double retry_wait_s = 1;
  double probe_period_s = 30;
  double give_up_s = 600;
};

void DeclareLlmFlags(Arguments& arguments, LlmFlags& flags);

// kUsage: no endpoint or model, an endpoint on another machine without --allow-remote, a variable
// that is not set.
LlmOptions ToLlmOptions(const LlmFlags& flags);

// Unit of a store that holds the requests of `supreme prompts generate`.
inline constexpr char kClassUnit[] = "class";

// What the model is asked about texts of a store's unit.
PromptTask TaskOfUnit(const std::string& unit);

// Shows a run's progress with the time left, and what its calls came to at the end.
LlmRunState RunWithProgress(
    const std::function<LlmRunState(const std::function<void(const LlmRunState&)>&)>& run,
    const char* label = "extract", const char* unit = "statements");

}  // namespace supreme
