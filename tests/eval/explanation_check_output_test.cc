#include "eval/explanation_check_output.h"

#include <gtest/gtest.h>

#include "tests/eval/made_up_check.h"

namespace supreme {
namespace {

TEST(ExplanationCheckOutput, SaysInWordsWhatIsNoBetterThanChance) {
  const auto lines = Verdicts(MadeUpCheck());
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0],
            "occlusion, events: hits 0.75 of the true places; chance 0.10 by area, 0.20 on other "
            "records (Holm p 0.002): better than chance");
  EXPECT_NE(lines[1].find("territories"), std::string::npos);
  EXPECT_NE(lines[1].find("no better than chance"), std::string::npos);
  EXPECT_EQ(
      lines[2],
      "occlusion, shuffled weights: hits 0.00 against 0.00 of the trained network on the same "
      "5 records");
  EXPECT_EQ(lines[3], "gradient was left out: no program");
}

TEST(ExplanationCheckOutput, JsonHoldsTheFiguresAndWhatIsUndefined) {
  const OrderedJson json = ExplanationCheckJson(MadeUpCheck());
  EXPECT_EQ(json["kind"], "explanations");
  EXPECT_EQ(json["bundle"]["name"], "made-up");
  EXPECT_EQ(json["split"]["description"],
            "simulated, seed 1, 10 records of each of 10 findings, severity 0.7");
  EXPECT_EQ(json["split"]["hash"].get<std::string>().size(), 64U);
  const OrderedJson& method = json["methods"][0];
  EXPECT_EQ(method["pointing"][0]["hit_rate"], 0.75);
  EXPECT_EQ(method["pointing"][0]["better_than_chance"], true);
  EXPECT_EQ(method["pointing"][1]["better_than_chance"], false);
  EXPECT_EQ(method["deletion"]["difference"]["mean"], -0.25);
  EXPECT_TRUE(method["insertion"]["difference"].is_null());
  EXPECT_TRUE(method["shuffled_weights"]["rank_correlation"].is_null());
  EXPECT_EQ(json["left_out"][0]["method"], "gradient");
}

}  // namespace
}  // namespace supreme
