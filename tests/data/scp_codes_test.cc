#include "data/scp_codes.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(ScpCodes, ReadsCodesInOrderWithLikelihood) {
  const auto codes = ParseScpCodes("{'NORM': 100.0, \"PRC(S)\": 0, 'LAO/LAE':15.5}", "x");
  ASSERT_EQ(codes.size(), 3u);
  EXPECT_EQ(codes[0].code, "NORM");
  EXPECT_EQ(codes[0].likelihood, 100.0);
  EXPECT_EQ(codes[1].code, "PRC(S)");
  EXPECT_EQ(codes[1].likelihood, 0.0);
  EXPECT_EQ(codes[2].code, "LAO/LAE");
  EXPECT_EQ(codes[2].likelihood, 15.5);
}

TEST(ScpCodes, ReadsAnEmptyDict) { EXPECT_TRUE(ParseScpCodes(" { } ", "x").empty()); }

TEST(ScpCodes, RefusesEverythingElse) {
  for (const char* text :
       {"", "{", "}", "NORM", "{'NORM'}", "{'NORM': }", "{'NORM': high}", "{NORM: 1}", "{'NORM': 1",
        "{'NORM: 1}", "{'A': 1 'B': 2}", "{'A': 1} x", "{'': 1}", "{'A': 1, 'A': 2}",
        "{'A': __import__('os')}", "{'A\\x41': 1}", "{'A': nan}", "[('A', 1)]"}) {
    ExpectError(ErrorCode::kCorruptData, "table.csv:7",
                [&] { ParseScpCodes(text, "table.csv:7"); });
  }
}

}  // namespace
}  // namespace supreme
