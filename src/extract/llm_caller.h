// One statement through a chat endpoint: tries, waiting, repair, and when to give up.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "extract/extraction.h"
#include "extract/http_client.h"
#include "extract/llm_pacing.h"
#include "extract/llm_protocol.h"

namespace supreme {

struct LlmOptions {
  std::string endpoint;  // base address, "http://127.0.0.1:8000/v1"
  std::string model;
  PromptTask task = PromptTask::kEntities;
  std::string api_key;             // sent as a bearer token unless empty
  std::optional<OutputMode> mode;  // nothing: the first one that the endpoint takes
  int64_t concurrency = 8;         // calls at a time
  double requests_per_minute = 0;  // 0: no limit
  int64_t max_tokens = 1024;       // of one answer
  HttpLimits http;                 // of one request
  int max_tries = 4;               // requests for one statement, the repair included
  double statement_s = 180;        // for one statement, waiting for the endpoint to come back
                                   // not included
  RetryTimes retry;
  int circuit_failures = 10;
  double circuit_probe_s = 30;
  double give_up_s = 600;  // with an open circuit: then the run stops
};

// What came of one statement.
struct LlmResult {
  std::optional<Extraction> extraction;
  FailureKind failure = FailureKind::kConnect;  // when there is no extraction
  std::string detail;
  std::string model;  // as the endpoint called itself in its last answer
  uint64_t tries = 0;
  uint64_t prompt_tokens = 0;
  uint64_t completion_tokens = 0;
};

// What all calls of a run share: the breaker, the rate limit, the output mode. Thread-safe.
class LlmCaller {
 public:
  // Checks the options (kUsage). `stop` ends waiting and calls: they throw kCancelled.
  LlmCaller(const LlmOptions& options, std::function<bool()> stop);

  const LlmOptions& options() const { return options_; }
  OutputMode mode() const { return static_cast<OutputMode>(mode_.load()); }
  bool is_circuit_open() const { return breaker_.OpenFor(Now()).has_value(); }

  // A client for one thread's calls.
  HttpClient MakeClient() const { return HttpClient(options_.http, stop_); }

  // Sends one short report to learn whether the endpoint is there, which output mode it takes and
  // what the model calls itself. kUnavailable with a hint otherwise. One that answers 5xx, as
  // servers do while they load a model, is waited for up to give_up_s; `waiting` is called now and
  // then meanwhile.
  LlmResult Probe(HttpClient& client, const std::function<void()>& waiting);

  // Errors that stop the run: kUnavailable (key, address or model refused: 401, 403, 404, 3xx; or
  // no life for give_up_s), kCancelled. Everything else is a result.
  LlmResult Extract(HttpClient& client, const std::string& report, Rng& rng);

 private:
  struct Conversation;

  double Now() const;
  void Sleep(double seconds) const;
  void WaitForTurn();
  bool NextMode(OutputMode refused);
  HttpReply Post(HttpClient& client, const Conversation& conversation, OutputMode mode);
  // True when the statement is settled, one way or the other.
  bool TryOnce(HttpClient& client, Conversation& conversation, LlmResult& result);
  bool TakeAnswer(const std::string& body, Conversation& conversation, LlmResult& result);
  bool TakeStatus(const HttpReply& reply, OutputMode mode, LlmResult& result);

  LlmOptions options_;
  std::function<bool()> stop_;
  std::string url_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  RateLimiter limiter_;
  CircuitBreaker breaker_;
  std::atomic<int> mode_;
  std::atomic<bool> is_mode_settled_;
};

}  // namespace supreme
