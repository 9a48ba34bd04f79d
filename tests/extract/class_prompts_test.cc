#include "extract/class_prompts.h"

#include <gtest/gtest.h>

#include "extract/prompts.h"

namespace supreme {
namespace {

const std::string kText =
    ClassPromptText({"non-specific st depression", "STD", "ptbxl", "short", 2});

void ExpectFault(FailureKind kind, const std::string& words, const std::string& content) {
  try {
    ParseClassPrompts(content, kText);
    ADD_FAILURE() << "no fault: " << content;
  } catch (const AnswerFault& fault) {
    EXPECT_EQ(FailureName(fault.kind()), FailureName(kind)) << content;
    EXPECT_NE(std::string(fault.what()).find(words), std::string::npos) << fault.what();
  }
}

TEST(ClassPromptText, SaysWhatIsAsked) {
  EXPECT_EQ(kText,
            "class: non-specific st depression\ncode: STD\ndata set: ptbxl\nstyle: short\n"
            "texts: 2");
}

TEST(ParseClassPrompts, TakesAsManyTextsAsWereAsked) {
  const Extraction extraction =
      ParseClassPrompts(R"({"prompts": ["  ST  depression ", "lowered ST segment"]})", kText);
  ASSERT_EQ(extraction.entities.size(), 2U);
  EXPECT_EQ(extraction.entities[0].text, "ST depression");
  EXPECT_EQ(extraction.entities[1].text, "lowered ST segment");
}

TEST(ParseClassPrompts, TakesOneOfATextThatDoesNotSayHowMany) {
  EXPECT_EQ(ParseClassPrompts(R"({"prompts": ["a"]})", "sinus rhythm").entities.size(), 1U);
  EXPECT_EQ(ParseClassPrompts(R"({"prompts": ["a"]})", "x\ntexts: many").entities.size(), 1U);
}

TEST(ParseClassPrompts, SaysWhatIsWrongWithAnAnswer) {
  ExpectFault(FailureKind::kNotJson, "JSON", "Sure! st depression");
  ExpectFault(FailureKind::kNotJson, "JSON", R"({"prompts": ["a", "b"]} I hope this helps)");
  ExpectFault(FailureKind::kSchema, "prompts", R"(["a", "b"])");
  ExpectFault(FailureKind::kSchema, "prompts", R"({"prompts": "a"})");
  ExpectFault(FailureKind::kSchema, "prompts", R"({"prompts": ["a", "b"], "note": 1})");
  ExpectFault(FailureKind::kSchema, "1 texts, not 2", R"({"prompts": ["a"]})");
  ExpectFault(FailureKind::kSchema, "not a string", R"({"prompts": ["a", 2]})");
  ExpectFault(FailureKind::kSchema, "empty", R"({"prompts": ["a", "  "]})");
  ExpectFault(FailureKind::kSchema, "line breaks", R"({"prompts": ["a", "b\nc"]})");
  ExpectFault(FailureKind::kSchema, "twice", R"({"prompts": ["a b", "A  b"]})");
  ExpectFault(FailureKind::kSchema, "400 letters",
              R"({"prompts": ["a", ")" + std::string(401, 'x') + R"("]})");
}

TEST(ParseClassPrompts, ItsExamplesAreAnswersThatItTakes) {
  const std::string system(PromptFor(PromptTask::kClassPrompts, "").system);
  size_t examples = 0;
  for (size_t at = system.find(": {\"prompts\""); at != std::string::npos;
       at = system.find(": {\"prompts\"", at + 1)) {
    const std::string answer = system.substr(at + 2, system.find('}', at) - at - 1);
    const bool is_pair = answer.find("\", \"") != std::string::npos;
    EXPECT_NO_THROW(ParseClassPrompts(answer, is_pair ? kText : "texts")) << answer;
    ++examples;
  }
  EXPECT_EQ(examples, 3U);
}

}  // namespace
}  // namespace supreme
