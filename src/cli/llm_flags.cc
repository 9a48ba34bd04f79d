#include "cli/llm_flags.h"

#include <cstdlib>
#include <optional>

#include "core/error.h"
#include "core/progress.h"
#include "fetch/url.h"

namespace supreme {
namespace {

void CheckTime(double seconds, const char* flag) {
  if (seconds > 0 && seconds <= 86400) return;
  throw Error(ErrorCode::kUsage, "not a time between 0 and 86400 seconds", flag);
}

std::string ReadKey(const std::string& variable) {
  if (variable.empty()) return "";
  const char* key = std::getenv(variable.c_str());
  if (key != nullptr && *key != '\0') return key;
  throw Error(ErrorCode::kUsage, "the environment variable is not set", variable,
              "export " + variable + "=…");
}

std::string Note(const LlmRunState& state) {
  std::string note = std::to_string(state.calls) + " calls, " + std::to_string(state.failed) +
                     " failed, " + std::to_string(state.prompt_tokens + state.completion_tokens) +
                     " tokens";
  if (state.is_circuit_open) note += ", waiting for the endpoint";
  return note;
}

}  // namespace

void DeclareLlmFlags(Arguments& arguments, LlmFlags& flags) {
  arguments.Option("--endpoint", flags.endpoint,
                   "base address of a chat endpoint, e.g. http://127.0.0.1:8000/v1");
  arguments.Option("--model", flags.model, "model name to ask the endpoint for");
  arguments.Option("--api-key-env", flags.api_key_env,
                   "environment variable that holds the endpoint's key");
  if (flags.sends_reports) {
    arguments.Flag("--allow-remote", flags.allow_remote,
                   "allow an endpoint on another machine: the reports leave this one");
  }
  arguments.Choice("--output-mode", flags.output_mode,
                   {"auto", "json-schema", "guided-json", "grammar", "plain"},
                   "how the endpoint is held to the answer's form");
  arguments.Option("--max-tokens", flags.max_tokens, "of one answer");
  arguments.Option("--concurrency", flags.concurrency, "calls at a time");
  arguments.Option("--requests-per-minute", flags.requests_per_minute, "at most; 0: no limit");
  arguments.Option("--connect-timeout", flags.connect_timeout_s, "seconds to connect");
  arguments.Option("--idle-timeout", flags.idle_timeout_s, "seconds without a byte");
  arguments.Option("--request-timeout", flags.request_timeout_s, "seconds for one request");
  arguments.Option("--statement-timeout", flags.statement_timeout_s,
                   "seconds for one statement with all its tries");
  arguments.Option("--retry-wait", flags.retry_wait_s,
                   "seconds before the second try; doubles, at most 30");
  arguments.Option("--probe-period", flags.probe_period_s,
                   "seconds between looks at an endpoint that failed ten times in a row");
  arguments.Option("--give-up", flags.give_up_s,
                   "seconds until a run stops whose endpoint does not come back");
}

LlmOptions ToLlmOptions(const LlmFlags& flags) {
  if (flags.endpoint.empty() || flags.model.empty()) {
    throw Error(ErrorCode::kUsage, "a language model needs --endpoint and --model", "supreme",
                std::string("--endpoint http://127.0.0.1:8000/v1 --model NAME") +
                    (flags.sends_reports ? ", or --extractor rules" : ""));
  }
  CheckUrl(flags.endpoint);
  if (flags.sends_reports && !flags.allow_remote && !IsThisMachine(flags.endpoint)) {
    throw Error(ErrorCode::kUsage, "the endpoint is not on this machine, reports would leave it",
                flags.endpoint,
                "--allow-remote, once the data's terms of use permit it (credentialed data such "
                "as MIMIC-IV forbid most services)");
  }
  CheckTime(flags.connect_timeout_s, "--connect-timeout");
  CheckTime(flags.idle_timeout_s, "--idle-timeout");
  CheckTime(flags.request_timeout_s, "--request-timeout");
  CheckTime(flags.statement_timeout_s, "--statement-timeout");
  CheckTime(flags.retry_wait_s, "--retry-wait");
  CheckTime(flags.probe_period_s, "--probe-period");
  CheckTime(flags.give_up_s, "--give-up");
  LlmOptions options;
  options.endpoint = flags.endpoint;
  options.model = flags.model;
  options.api_key = ReadKey(flags.api_key_env);
  if (flags.output_mode != "auto") options.mode = ParseOutputMode(flags.output_mode);
  options.concurrency = flags.concurrency;
  options.requests_per_minute = flags.requests_per_minute;
  options.max_tokens = flags.max_tokens;
  options.http.connect_s = flags.connect_timeout_s;
  options.http.idle_s = flags.idle_timeout_s;
  options.http.total_s = flags.request_timeout_s;
  options.statement_s = flags.statement_timeout_s;
  options.retry.base_s = flags.retry_wait_s;
  options.circuit_probe_s = flags.probe_period_s;
  options.give_up_s = flags.give_up_s;
  return options;
}

PromptTask TaskOfUnit(const std::string& unit) {
  if (unit == kClassUnit) return PromptTask::kClassPrompts;
  return unit == "term" ? PromptTask::kEcgTerm : PromptTask::kEntities;
}

LlmRunState RunWithProgress(
    const std::function<LlmRunState(const std::function<void(const LlmRunState&)>&)>& run,
    const char* label, const char* unit) {
  std::optional<Progress> progress;
  const LlmRunState state = run([&](const LlmRunState& now) {
    if (!progress) progress.emplace(label, now.total, unit);
    progress->Update(now.done, Note(now));
  });
  if (progress) progress->Finish(Note(state));
  return state;
}

}  // namespace supreme
