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
  EXPECT_EQ(plan.labels.reports, 2u);
  EXPECT_EQ(plan.labels.same_reports, 2u);
  EXPECT_GT(plan.by_report.prompt_tokens, 3 * plan.by_statement.prompt_tokens);
}

TEST(CallPlanner, SaysWhyAStatementsEntitiesAreNotTheReports) {
  const RuleExtractor rules;
  CallPlanner planner(rules);
  planner.Add({"lvh", "left ventricular hypertrophy"});
  planner.Add({"rbbb cannot be excluded", "rbbb"});
  planner.Add({"lvh", "or rbbb"});
  const LabelComparison& labels = planner.plan().labels;
  EXPECT_EQ(labels.reports, 3u);
  EXPECT_EQ(labels.same_reports, 1u);
  EXPECT_EQ(labels.more_wordings, 2u);
  EXPECT_EQ(labels.context_free, 4u);  // "lvh or rbbb" depends on its context
  EXPECT_EQ(labels.same_context_free, 2u);
  EXPECT_EQ(labels.other_wording, 1u);
  EXPECT_EQ(labels.other_certainty, 1u);
  EXPECT_EQ(labels.lost, 0u);
}

TEST(Cost, IsForAMillionTokens) { EXPECT_DOUBLE_EQ(Cost({1, 2'000'000, 500'000}, 3.0, 8.0), 10.0); }

}  // namespace
}  // namespace supreme
