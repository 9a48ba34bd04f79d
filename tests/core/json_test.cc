#include "core/json.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

std::string Nested(int depth) {
  return std::string(static_cast<size_t>(depth), '[') +
         std::string(static_cast<size_t>(depth), ']');
}

TEST(Json, ReadsValues) {
  const Json json = ParseJson(R"( {"a": [1, -2, 3.5, true, null, "ü"], "b": {}} )", "f");
  EXPECT_EQ(json["a"][2], 3.5);
  EXPECT_EQ(json["a"][5], "ü");
}

TEST(Json, RefusesBrokenText) {
  const auto refuse = [](const std::string& text, const char* words) {
    SCOPED_TRACE(text.substr(0, 40));
    ExpectError(ErrorCode::kCorruptData, words, [&] { ParseJson(text, "file"); });
  };
  refuse("", "file: not valid JSON");
  refuse("{", "not valid JSON");
  refuse("{} x", "not valid JSON");
  refuse("[1,]", "not valid JSON");
  refuse("[NaN]", "not valid JSON");
  refuse("[1e999]", "not valid JSON");
  refuse("\"\xff\"", "not valid JSON");
  refuse("/* c */ {}", "not valid JSON");
  refuse(std::string("{}\0", 3), "NUL byte at offset 2");
  refuse(std::string("{}\0{", 4), "NUL byte");
}

TEST(Json, RefusesDoubledKeysAtAnyDepth) {
  ExpectError(ErrorCode::kCorruptData, "key \"a\" occurs twice",
              [] { ParseJson(R"({"a":1,"a":2})", "f"); });
  ExpectError(ErrorCode::kCorruptData, "key \"b\" occurs twice",
              [] { ParseJson(R"([{"a":{"b":1,"c":[{"b":2}],"b":3}}])", "f"); });
  EXPECT_NO_THROW(ParseJson(R"([{"a":{"a":1}},{"a":2}])", "f"));
}

TEST(Json, LimitsDepth) {
  EXPECT_NO_THROW(ParseJson(Nested(kMaxJsonDepth), "f"));
  ExpectError(ErrorCode::kCorruptData, "nested deeper",
              [] { ParseJson(Nested(kMaxJsonDepth + 2), "f"); });
  ExpectError(ErrorCode::kCorruptData, "nested deeper",
              [] { ParseJson(std::string(1'000'000, '['), "f"); });
}

TEST(Json, WritesWhatItReads) {
  const TempFolder folder;
  const Json json = {{"text", "line\nbreak"}, {"number", 0.1}, {"list", {1, 2}}};
  WriteJsonFile(folder / "a.json", json);
  EXPECT_EQ(ReadJsonFile(folder / "a.json"), json);
  EXPECT_TRUE(ReadFile(folder / "a.json").ends_with("}\n"));
}

TEST(Json, KeepsTheOrderOfKeysWhereAsked) {
  const TempFolder folder;
  WriteJsonFile(folder / "a.json", OrderedJson{{"z", 1}, {"a", 2}});
  EXPECT_EQ(ReadFile(folder / "a.json"), "{\n  \"z\": 1,\n  \"a\": 2\n}\n");
}

TEST(Json, ReplacesWhatJsonCannotHold) {
  EXPECT_EQ(DumpJson(Json{{"x", std::nan("")}, {"y", "a\xff"}}), "{\"x\":null,\"y\":\"a\uFFFD\"}");
}

TEST(Json, GivesTypedMembers) {
  const Json json = {{"s", "x"}, {"d", 1.5}, {"n", 3}, {"b", true}};
  EXPECT_EQ(JsonString(json, "s", "f"), "x");
  EXPECT_EQ(JsonNumber(json, "d", "f"), 1.5);
  EXPECT_EQ(JsonCount(json, "n", "f"), 3U);
  EXPECT_TRUE(JsonBool(json, "b", "f"));
}

TEST(Json, NamesTheKeyOfAWrongMember) {
  const Json json = {{"s", 1}, {"neg", -1}, {"frac", 1.5}, {"text", "x"}};
  const auto refuse = [](const char* words, const auto& call) {
    ExpectError(ErrorCode::kCorruptData, words, call);
  };
  refuse("f: key \"none\" is missing", [&] { JsonMember(json, "none", "f"); });
  refuse("expected a JSON object", [&] { JsonMember(Json::array(), "s", "f"); });
  refuse("\"s\" is not a string", [&] { JsonString(json, "s", "f"); });
  refuse("\"text\" is not a number", [&] { JsonNumber(json, "text", "f"); });
  refuse("\"neg\" is not a whole number", [&] { JsonCount(json, "neg", "f"); });
  refuse("\"frac\" is not a whole number", [&] { JsonCount(json, "frac", "f"); });
  refuse("\"s\" is not true or false", [&] { JsonBool(json, "s", "f"); });
}

}  // namespace
}  // namespace supreme
