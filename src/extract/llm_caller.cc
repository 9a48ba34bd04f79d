#include "extract/llm_caller.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "core/error.h"
#include "extract/class_prompts.h"
#include "extract/llm_answer.h"
#include "extract/prompts.h"
#include "text/unicode.h"

namespace supreme {
namespace {

constexpr double kSleepSlice_s = 0.02;
constexpr size_t kMaxQuotedAnswer = 2000;  // bytes of a refused answer that are sent back
constexpr char kProbeReport[] = "sinus rhythm";

std::string ChatUrl(const std::string& endpoint) {
  std::string url = endpoint;
  while (url.ends_with('/')) url.pop_back();
  constexpr std::string_view kPath = "/chat/completions";
  return url.ends_with(kPath) ? url : url + std::string(kPath);
}

void CheckOptions(const LlmOptions& options) {
  CheckUrl(options.endpoint);
  const auto refuse = [](bool is_wrong, const char* what, const char* where) {
    if (is_wrong) throw Error(ErrorCode::kUsage, what, where);
  };
  refuse(options.model.empty(), "the model has no name", "--model");
  refuse(options.concurrency < 1 || options.concurrency > 256, "not between 1 and 256",
         "--concurrency");
  refuse(options.requests_per_minute < 0, "negative", "--requests-per-minute");
  refuse(options.max_tokens < 16 || options.max_tokens > 32768, "not between 16 and 32768",
         "--max-tokens");
  for (const char c : options.api_key) {
    refuse(static_cast<unsigned char>(c) <= 0x20, "the key holds blanks or line breaks",
           "--api-key-env");
  }
}

// What to do about a status that stops the run; nullptr for all others.
const char* StopHint(int status) {
  if (status == 401 || status == 403) {
    return "put the endpoint's key into a variable and name it with --api-key-env";
  }
  if (status == 404) return "check the path of --endpoint (…/v1) and the name of --model";
  if (status >= 300 && status < 400) return "give the final address, redirects are not followed";
  return nullptr;
}

using AnswerParser = Extraction (*)(std::string_view content, std::string_view text);

AnswerParser ParserOf(PromptTask task) {
  switch (task) {
    case PromptTask::kEntities:
      return &ParseAnswer;
    case PromptTask::kEcgTerm:
      return &ParseTermAnswer;
    case PromptTask::kClassPrompts:
      return &ParseClassPrompts;
  }
  throw Error(ErrorCode::kInternal, "unknown prompt task");
}

}  // namespace

// What has been said about one statement so far.
struct LlmCaller::Conversation {
  Conversation(PromptTask task, const std::string& text)
      : report(text), prompt(PromptFor(task, text)) {}

  const std::string& report;
  ExtractionPrompt prompt;
  std::string refused_answer;
  std::string fault;
  bool is_repair = false;
  double spent_s = 0;                   // on calls and waits
  double wait_s = 0;                    // before the next try
  std::optional<double> server_wait_s;  // what the server asked for
};

LlmCaller::LlmCaller(const LlmOptions& options, std::function<bool()> stop)
    : options_(options),
      stop_(std::move(stop)),
      url_(ChatUrl(options.endpoint)),
      limiter_(options.requests_per_minute),
      breaker_(options.circuit_failures, options.circuit_probe_s),
      mode_(static_cast<int>(options.mode.value_or(OutputMode::kJsonSchema))),
      is_mode_settled_(options.mode.has_value()) {
  CheckOptions(options_);
}

double LlmCaller::Now() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void LlmCaller::Sleep(double seconds) const {
  const double end_s = Now() + seconds;
  for (;;) {
    if (stop_()) throw Error(ErrorCode::kCancelled, "stopped");
    const double left_s = end_s - Now();
    if (left_s <= 0) return;
    std::this_thread::sleep_for(std::chrono::duration<double>(std::min(left_s, kSleepSlice_s)));
  }
}

void LlmCaller::WaitForTurn() {
  while (!breaker_.MayCall(Now())) {
    if (breaker_.OpenFor(Now()).value_or(0) > options_.give_up_s) {
      throw Error(ErrorCode::kUnavailable, "the endpoint does not come back", url_,
                  "see to the server, then the same command again: it goes on where it stopped");
    }
    Sleep(std::min(0.1, options_.circuit_probe_s));
  }
  Sleep(limiter_.Reserve(Now()));
}

bool LlmCaller::NextMode(OutputMode refused) {
  if (is_mode_settled_ || refused == OutputMode::kPlain) return false;
  int expected = static_cast<int>(refused);
  mode_.compare_exchange_strong(expected, expected + 1);
  return true;
}

HttpReply LlmCaller::Post(HttpClient& client, const Conversation& conversation, OutputMode mode) {
  const double total_s =
      std::min(options_.http.total_s, options_.statement_s - conversation.spent_s);
  ChatRequest request;
  request.model = options_.model;
  request.mode = mode;
  request.schema = RequestSchema(options_.task);
  request.grammar = std::string(AnswerGrammar(options_.task));
  request.max_tokens = options_.max_tokens;
  request.messages = {{"system", std::string(conversation.prompt.system)},
                      {"user", conversation.prompt.user}};
  if (conversation.is_repair) {
    request.messages.push_back({"assistant", conversation.refused_answer});
    request.messages.push_back({"user", RepairMessage(conversation.fault)});
  }
  return client.PostJson(url_, ToBody(request), options_.api_key, total_s);
}

bool LlmCaller::TakeAnswer(const std::string& body, Conversation& conversation, LlmResult& result) {
  ChatReply reply;
  try {
    reply = ParseChatReply(body);
    result.model = reply.model.empty() ? options_.model : reply.model;
    result.prompt_tokens += reply.prompt_tokens;
    result.completion_tokens += reply.completion_tokens;
    breaker_.Succeeded();
    is_mode_settled_ = true;
    CheckContent(reply);
    result.extraction = ParserOf(options_.task)(reply.content, conversation.report);
    return true;
  } catch (const AnswerFault& fault) {
    result.failure = fault.kind();
    result.detail = fault.what();
    if (fault.kind() == FailureKind::kBadReply) {
      breaker_.Failed(Now());
      return false;
    }
    // The endpoint lives; its model answered badly. One repair, then the statement has failed.
    if (conversation.is_repair) return true;
    conversation.is_repair = true;
    conversation.refused_answer = CleanUtf8(reply.content.substr(0, kMaxQuotedAnswer));
    conversation.fault = result.detail;
    conversation.wait_s = 0;
    return false;
  }
}

bool LlmCaller::TakeStatus(const HttpReply& reply, OutputMode mode, LlmResult& result) {
  const std::string words = "HTTP " + std::to_string(reply.status) + " " + ErrorWords(reply.body);
  if (const char* hint = StopHint(reply.status)) {
    throw Error(ErrorCode::kUnavailable, words, url_, hint);
  }
  result.detail = words;
  if (reply.status == 429 || reply.status >= 500) {
    result.failure = reply.status == 429 ? FailureKind::kRateLimited : FailureKind::kServerError;
    if (reply.status >= 500) breaker_.Failed(Now());
    return false;
  }
  result.failure = FailureKind::kRefused;
  if ((reply.status == 400 || reply.status == 422) && NextMode(mode)) {
    --result.tries;  // asking for another form is not another try
    return false;
  }
  return true;
}

bool LlmCaller::TryOnce(HttpClient& client, Conversation& conversation, LlmResult& result) {
  const OutputMode mode = this->mode();
  ++result.tries;
  const uint64_t tries = result.tries;
  const HttpReply reply = Post(client, conversation, mode);
  if (stop_()) throw Error(ErrorCode::kCancelled, "stopped");
  conversation.server_wait_s = reply.retry_after_s;
  conversation.wait_s = -1;  // the usual time, unless said otherwise
  if (reply.fault) {
    breaker_.Failed(Now());
    result.failure = *reply.fault;
    result.detail = reply.detail;
    return false;
  }
  if (reply.status == 200) return TakeAnswer(reply.body, conversation, result);
  const bool is_settled = TakeStatus(reply, mode, result);
  if (result.tries < tries) conversation.wait_s = 0;
  return is_settled;
}

LlmResult LlmCaller::Extract(HttpClient& client, const std::string& report, Rng& rng) {
  LlmResult result;
  Conversation conversation(options_.task, report);
  for (;;) {
    WaitForTurn();
    const double start_s = Now();
    if (TryOnce(client, conversation, result)) return result;
    if (result.tries >= static_cast<uint64_t>(options_.max_tries)) return result;
    if (conversation.wait_s < 0) {
      conversation.wait_s = RetryDelay(options_.retry, static_cast<int>(result.tries),
                                       conversation.server_wait_s, rng);
    }
    conversation.spent_s += Now() - start_s + conversation.wait_s;
    if (conversation.spent_s >= options_.statement_s) return result;
    Sleep(conversation.wait_s);
  }
}

LlmResult LlmCaller::Probe(HttpClient& client, const std::function<void()>& waiting) {
  Rng rng(0);
  LlmResult result = Extract(client, kProbeReport, rng);
  while (result.model.empty() && result.failure == FailureKind::kServerError) {
    waiting();
    const uint64_t tries = result.tries;
    // The breaker opens after a while: then this waits for its probes, and throws in the end.
    result = Extract(client, kProbeReport, rng);
    result.tries += tries;
  }
  if (!result.model.empty()) {
    is_mode_settled_ = true;
    return result;
  }
  throw Error(
      ErrorCode::kUnavailable,
      "no use of the endpoint: " + std::string(FailureName(result.failure)) + ", " + result.detail,
      url_, "check that the server runs and serves \"" + options_.model + "\"");
}

}  // namespace supreme
