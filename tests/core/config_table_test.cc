#include "core/config_table.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

struct ModelPart {
  int64_t width = 192;
  std::string encoder = "vit";
  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("width", self.width, FieldRange{1, 4096}, "values per token");
    visit("encoder", self.encoder, {"vit", "resnet"}, "network");
  }
};

struct TestConfig {
  double rate = 1e-3;
  bool shuffle = true;
  std::string name = "run";
  ModelPart model;
  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("rate", self.rate, FieldRange{1e-9, 1.0}, "step size");
    visit("shuffle", self.shuffle, "mix records");
    visit("name", self.name, {}, "of the run");
    visit.Section("model", self.model);
  }
};

class ConfigTableTest : public testing::Test {
 protected:
  TestConfig config_;
  ConfigTable table_ = ConfigTable::Of(config_);
};

TEST_F(ConfigTableTest, WritesNestedJsonInTheOrderOfFields) {
  EXPECT_EQ(DumpJson(table_.ToJson()),
            R"({"rate":0.001,"shuffle":true,"name":"run","model":{"width":192,"encoder":"vit"}})");
}

TEST_F(ConfigTableTest, ReadsItsOwnJsonBack) {
  config_.rate = 0.25;
  config_.model.width = 64;
  const std::string text = DumpJson(table_.ToJson());
  TestConfig other;
  ConfigTable::Of(other).FromJson(ParseJson(text, "config"), "config");
  EXPECT_EQ(other.rate, 0.25);
  EXPECT_EQ(other.model.width, 64);
}

TEST_F(ConfigTableTest, SetsOnlyTheFieldsThatAreGiven) {
  table_.FromJson(ParseJson(R"({"model":{"width":8}})", "c"), "c");
  EXPECT_EQ(config_.model.width, 8);
  EXPECT_EQ(config_.rate, 1e-3);
}

TEST_F(ConfigTableTest, AppliesAssignments) {
  table_.Apply("rate=0.5");
  table_.Apply(" model.width = 1e2 ");
  table_.Apply("shuffle=false");
  table_.Apply("name=a=b");
  table_.Apply("model.encoder=resnet");
  EXPECT_EQ(config_.rate, 0.5);
  EXPECT_EQ(config_.model.width, 100);
  EXPECT_FALSE(config_.shuffle);
  EXPECT_EQ(config_.name, "a=b");
  EXPECT_EQ(config_.model.encoder, "resnet");
}

TEST_F(ConfigTableTest, SuggestsTheNearestKey) {
  ExpectError(ErrorCode::kUsage, "unknown key \"model.widht\"; try: \"model.width\"",
              [&] { table_.Apply("model.widht=3"); });
  ExpectError(ErrorCode::kUsage, "try: --print-config", [&] { table_.Apply("zzzzzzzzzz=3"); });
  ExpectError(ErrorCode::kUsage, "file: unknown key \"rat\"",
              [&] { table_.FromJson(ParseJson(R"({"rat":1})", "f"), "file"); });
}

TEST_F(ConfigTableTest, RefusesUnknownSectionsEvenWhenEmpty) {
  ExpectError(ErrorCode::kUsage, "unknown key \"modle\"",
              [&] { table_.FromJson(ParseJson(R"({"modle":{}})", "f"), "f"); });
  ExpectError(ErrorCode::kUsage, "unknown key \"model\"",
              [&] { table_.FromJson(ParseJson(R"({"model":3})", "f"), "f"); });
  ExpectError(ErrorCode::kUsage, "rate: expected a number",
              [&] { table_.FromJson(ParseJson(R"({"rate":{"x":1}})", "f"), "f"); });
  ExpectError(ErrorCode::kUsage, "expected a table",
              [&] { table_.FromJson(ParseJson("[]", "f"), "f"); });
}

TEST_F(ConfigTableTest, RefusesWrongValuesAndKeepsTheOldOnes) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"rate=2", "out of range"},       {"rate=x", "expected a number"},
      {"rate=", "expected a number"},   {"rate=nan", "expected a number"},
      {"model.width=1.5", "whole"},     {"model.width=0", "out of range"},
      {"shuffle=yes", "true or false"}, {"model.encoder=cnn", "one of vit | resnet"},
      {"model.width", "has no '='"},    {"model.width=9223372036854775807", "out of range"},
  };
  for (const auto& [assignment, words] : cases) {
    SCOPED_TRACE(assignment);
    ExpectError(ErrorCode::kUsage, words, [&] { table_.Apply(assignment); });
  }
  EXPECT_EQ(DumpJson(table_.ToJson()),
            DumpJson(ConfigTable::Of(*std::make_unique<TestConfig>()).ToJson()));
}

TEST_F(ConfigTableTest, ExplainsEveryField) {
  const std::string help = table_.Help();
  EXPECT_NE(help.find("rate = 0.001  (number in [1e-09, 1])  step size"), std::string::npos)
      << help;
  EXPECT_NE(help.find("model.encoder = \"vit\"  (text: vit | resnet)  network"), std::string::npos);
}

TEST(NearestWord, FindsTypingErrorsOnly) {
  const std::vector<std::string> words = {"pretrain", "predict", "report"};
  EXPECT_EQ(NearestWord("pretrian", words), "pretrain");
  EXPECT_EQ(NearestWord("reprot", words), "report");
  EXPECT_EQ(NearestWord("serve", words), "");
  EXPECT_EQ(NearestWord("", words), "");
  EXPECT_EQ(NearestWord("x", {}), "");
}

}  // namespace
}  // namespace supreme
