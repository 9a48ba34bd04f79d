#include "extract/call_plan.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(CallPlanner, CountsReportsAndDistinctStatements) {
  const RuleExtractor rules;
  CallPlanner planner(rules);
  for (int i = 0; i < 10; ++i) planner.Add({"sinus rhythm", "lvh"});
  planner.Add({"lvh", "or frobnication"});
  planner.Add({});
  const CallPlan& plan = planner.plan();
  EXPECT_EQ(plan.records, 11u);
  EXPECT_EQ(plan.statements, 22u);
  EXPECT_EQ(plan.context_statements, 1u);
  EXPECT_EQ(plan.distinct_context, 1u);
  EXPECT_EQ(plan.by_report.calls, 11u);
  EXPECT_EQ(plan.by_distinct_report.calls, 2u);
  EXPECT_EQ(plan.by_statement.calls, 3u);  // sinus rhythm; lvh; lvh or frobnication
  EXPECT_EQ(plan.hybrid.calls, 1u);
  EXPECT_EQ(plan.compared_reports, 2u);
  EXPECT_EQ(plan.same_labels, 2u);
  EXPECT_GT(plan.by_report.prompt_tokens, 3 * plan.by_statement.prompt_tokens);
}

TEST(Cost, IsForAMillionTokens) { EXPECT_DOUBLE_EQ(Cost({1, 2'000'000, 500'000}, 3.0, 8.0), 10.0); }

}  // namespace
}  // namespace supreme
