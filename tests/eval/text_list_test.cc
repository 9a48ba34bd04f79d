#include "eval/text_list.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(JsonTextList, GivesTheTextsInTheirOrder) {
  const Json object = ParseJson(R"({"a": ["x", "y z"], "none": []})", "test");
  EXPECT_EQ(JsonTextList(object, "a", "test"), (std::vector<std::string>{"x", "y z"}));
  EXPECT_TRUE(JsonTextList(object, "none", "test").empty());
}

TEST(JsonTextList, RefusesWhatIsNoTextAndNamesTheMember) {
  for (const char* text : {R"({"a": "x"})", R"({"a": ["x", 1]})", R"({"a": [""]})",
                           R"({"a": {"b": "x"}})", R"({"b": []})"}) {
    ExpectError(ErrorCode::kCorruptData, "\"a\"",
                [&] { JsonTextList(ParseJson(text, "test"), "a", "f.json"); });
  }
}

}  // namespace
}  // namespace supreme
