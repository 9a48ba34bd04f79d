#include "extract/llm_protocol.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "extract/prompts.h"

namespace supreme {
namespace {

ChatRequest Request(OutputMode mode) {
  ChatRequest request;
  request.model = "m";
  request.messages = {{"system", "be brief"}, {"user", "hello"}};
  request.mode = mode;
  request.schema = RequestSchema(PromptTask::kEntities);
  request.grammar = std::string(AnswerGrammar(PromptTask::kEntities));
  return request;
}

TEST(ToBody, NamesTheFormInTheWayOfEachMode) {
  const auto body = [](OutputMode mode) { return ParseJson(ToBody(Request(mode)), "body"); };
  EXPECT_EQ(body(OutputMode::kJsonSchema)["response_format"]["json_schema"]["schema"],
            RequestSchema(PromptTask::kEntities));
  EXPECT_EQ(body(OutputMode::kGuidedJson)["guided_json"], RequestSchema(PromptTask::kEntities));
  EXPECT_EQ(body(OutputMode::kGrammar)["grammar"],
            std::string(AnswerGrammar(PromptTask::kEntities)));
  const Json plain = body(OutputMode::kPlain);
  EXPECT_FALSE(plain.contains("response_format") || plain.contains("guided_json") ||
               plain.contains("grammar"));
  EXPECT_EQ(plain["temperature"], 0);
  EXPECT_EQ(plain["messages"][1]["content"], "hello");
}

TEST(OutputModes, AreReadByTheirNames) {
  EXPECT_EQ(ParseOutputMode("json-schema"), OutputMode::kJsonSchema);
  EXPECT_EQ(ParseOutputMode("guided-json"), OutputMode::kGuidedJson);
  EXPECT_EQ(ParseOutputMode("grammar"), OutputMode::kGrammar);
  EXPECT_EQ(ParseOutputMode("plain"), OutputMode::kPlain);
  EXPECT_THROW(ParseOutputMode("xml"), Error);
}

TEST(ParseChatReply, ReadsContentModelAndTokens) {
  const ChatReply reply = ParseChatReply(
      R"({"model": "m-1", "choices": [{"finish_reason": "stop", "message": {"content": "hi"}}],
          "usage": {"prompt_tokens": 7, "completion_tokens": -2}})");
  EXPECT_EQ(reply.content, "hi");
  EXPECT_EQ(reply.model, "m-1");
  EXPECT_EQ(reply.prompt_tokens, 7u);
  EXPECT_EQ(reply.completion_tokens, 0u);
  EXPECT_NO_THROW(CheckContent(reply));
}

TEST(ParseChatReply, RefusesWhatIsNoChatCompletion) {
  for (const char* body : {"", "<html>", "[]", "7", "{}", R"({"choices": []})",
                           R"({"choices": {}})", R"({"choices": [7]})", R"({"choices": [{}]})",
                           R"({"choices": [{"message": {"content": 7}}]})"}) {
    EXPECT_THROW(ParseChatReply(body), AnswerFault) << body;
  }
}

TEST(CheckContent, TellsEmptyFromCutOff) {
  const auto kind = [](const ChatReply& reply) {
    try {
      CheckContent(reply);
    } catch (const AnswerFault& fault) {
      return fault.kind();
    }
    return FailureKind::kConnect;
  };
  EXPECT_EQ(kind(ParseChatReply(R"({"choices": [{"message": {"content": null}}]})")),
            FailureKind::kEmpty);
  EXPECT_EQ(kind({" \n", "stop", "m"}), FailureKind::kEmpty);
  EXPECT_EQ(kind({"{", "length", "m"}), FailureKind::kCutOff);
}

TEST(ErrorWords, AreOneShortLine) {
  EXPECT_EQ(ErrorWords("a\nb\x01"), "a b ");
  EXPECT_LE(ErrorWords(std::string(100000, 'x')).size(), 200u);
}

}  // namespace
}  // namespace supreme
