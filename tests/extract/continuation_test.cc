#include "extract/continuation.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(DependsOnContext, KnowsHowContinuationsBegin) {
  for (const char* text :
       {"or digitalis effect", "consider ischemia", "probably due to lvh", "may be due to strain",
        "this is abnormal", "oder ischämie", "troligen gammal", "and/or ischemia"}) {
    EXPECT_TRUE(DependsOnContext(text)) << text;
  }
  for (const char* text : {"probable lvh", "possible infarct", "sinus rhythm", "orthodromic beats",
                           "isolated pvc", "withdrawn", "cannot rule out infarct", ""}) {
    EXPECT_FALSE(DependsOnContext(text)) << text;
  }
}

TEST(JoinContinuations, JoinsThemToTheStatementBefore) {
  uint64_t joined = 0;
  EXPECT_EQ(
      JoinContinuations({"consider lvh", "st depression", "or digitalis effect", "and lvh", "pacs"},
                        &joined),
      (std::vector<std::string>{"consider lvh", "st depression\nor digitalis effect\nand lvh",
                                "pacs"}));
  EXPECT_EQ(joined, 2u);
}

}  // namespace
}  // namespace supreme
