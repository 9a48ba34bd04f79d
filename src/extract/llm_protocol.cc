#include "extract/llm_protocol.h"

#include <array>
#include <utility>

#include "core/error.h"
#include "text/unicode.h"

namespace supreme {
namespace {

constexpr std::array<std::string_view, 4> kModeNames = {"json-schema", "guided-json", "grammar",
                                                        "plain"};
constexpr size_t kMaxErrorWords = 200;

uint64_t TokenCount(const Json& usage, const char* key) {
  const auto found = usage.find(key);
  // Any form of number is taken: a wrong count must not cost a good answer.
  if (found == usage.end() || !found->is_number_unsigned()) return 0;
  return found->get<uint64_t>();
}

[[noreturn]] void FailReply(const std::string& what) {
  throw AnswerFault(FailureKind::kBadReply, what);
}

std::string TextMember(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Json ParseReplyJson(std::string_view body) {
  try {
    return ParseJson(body, "reply");
  } catch (const Error&) {
    FailReply("the reply is not JSON");
  }
}

}  // namespace

OutputMode ParseOutputMode(std::string_view name) {
  for (size_t i = 0; i < kModeNames.size(); ++i) {
    if (kModeNames[i] == name) return static_cast<OutputMode>(i);
  }
  throw Error(ErrorCode::kUsage, "unknown output mode", name);
}

Json RequestSchema(PromptTask task) {
  if (task == PromptTask::kEcgTerm) {
    return {{"type", "object"},
            {"properties", {{"is_ecg_term", {{"type", "boolean"}}}}},
            {"required", {"is_ecg_term"}},
            {"additionalProperties", false}};
  }
  if (task == PromptTask::kClassPrompts) {
    return {{"type", "object"},
            {"properties", {{"prompts", {{"type", "array"}, {"items", {{"type", "string"}}}}}}},
            {"required", {"prompts"}},
            {"additionalProperties", false}};
  }
  const Json list = {{"type", "array"}, {"items", {{"type", "string"}}}};
  const Json classes = {{"type", "object"},
                        {"properties", {{"normal", list}, {"abnormal", list}, {"uncertain", list}}},
                        {"required", {"normal", "abnormal", "uncertain"}},
                        {"additionalProperties", false}};
  return {{"type", "object"},
          {"properties", {{"global", list}, {"classification", classes}}},
          {"required", {"global", "classification"}},
          {"additionalProperties", false}};
}

std::string ToBody(const ChatRequest& request) {
  Json messages = Json::array();
  for (const ChatMessage& message : request.messages) {
    messages.push_back({{"role", message.role}, {"content", message.content}});
  }
  Json body = {{"model", request.model},
               {"messages", std::move(messages)},
               {"temperature", 0},
               {"seed", 1},
               {"stream", false},
               {"n", 1},
               {"max_tokens", request.max_tokens}};
  switch (request.mode) {
    case OutputMode::kJsonSchema:
      body["response_format"] = {
          {"type", "json_schema"},
          {"json_schema", {{"name", "answer"}, {"strict", true}, {"schema", request.schema}}}};
      break;
    case OutputMode::kGuidedJson:
      body["guided_json"] = request.schema;
      break;
    case OutputMode::kGrammar:
      body["grammar"] = request.grammar;
      break;
    case OutputMode::kPlain:
      break;
  }
  return DumpJson(body);
}

ChatReply ParseChatReply(std::string_view body) {
  const Json json = ParseReplyJson(body);
  const auto choices = json.is_object() ? json.find("choices") : json.end();
  if (!json.is_object() || choices == json.end() || !choices->is_array() || choices->empty() ||
      !choices->front().is_object()) {
    FailReply("the reply is not a chat completion");
  }
  const Json& choice = choices->front();
  const auto message = choice.find("message");
  if (message == choice.end() || !message->is_object()) FailReply("no message in the reply");
  ChatReply reply;
  // null, or missing beside a tool call, is an empty answer; other types are no chat completion.
  const auto content = message->find("content");
  if (content != message->end() && content->is_string()) {
    reply.content = content->get<std::string>();
  } else if (content != message->end() && !content->is_null()) {
    FailReply("content is not text");
  }
  reply.finish_reason = TextMember(choice, "finish_reason");
  reply.model = TextMember(json, "model");
  if (const auto usage = json.find("usage"); usage != json.end() && usage->is_object()) {
    reply.prompt_tokens = TokenCount(*usage, "prompt_tokens");
    reply.completion_tokens = TokenCount(*usage, "completion_tokens");
  }
  return reply;
}

void CheckContent(const ChatReply& reply) {
  if (reply.finish_reason == "length") {
    throw AnswerFault(FailureKind::kCutOff, "the answer was cut off at the token limit");
  }
  if (reply.content.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw AnswerFault(FailureKind::kEmpty, "the answer holds no text");
  }
}

std::string ErrorWords(std::string_view body) {
  std::string words = CleanUtf8(body.substr(0, kMaxErrorWords));
  for (char& c : words) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return words;
}

}  // namespace supreme
