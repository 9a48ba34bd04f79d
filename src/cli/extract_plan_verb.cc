// supreme extract plan.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/extract_input.h"
#include "cli/extract_verbs.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "extract/call_plan.h"
#include "extract/report_frequencies.h"
#include "extract/statement.h"

namespace supreme {
namespace {

struct PlanCall {
  ExtractInput input;
  std::string counts;
  std::string statements;
  int64_t records = 800035;  // of MIMIC-IV-ECG
  int64_t seed = 1;
  double prompt_price = 0;
  double completion_price = 0;
  std::string format = "table";
};

CallPlan MakePlan(const PlanCall& call) {
  const RuleExtractor rules;
  CallPlanner planner(rules);
  if (call.counts.empty()) {
    for (const auto& [id, report] : ReadInputReports(call.input).reports) {
      planner.Add(SplitStatements(report));
    }
    return planner.plan();
  }
  if (call.records < 1) throw Error(ErrorCode::kUsage, "not above 0", "--records");
  const ReportFrequencies frequencies(call.counts, call.statements,
                                      static_cast<uint64_t>(call.records));
  Rng rng(static_cast<uint64_t>(call.seed));
  for (int64_t i = 0; i < call.records; ++i) {
    if (i % 1000 == 0) ThrowIfInterrupted();
    planner.Add(SplitStatements(frequencies.Draw(rng)));
  }
  return planner.plan();
}

double Ratio(uint64_t a, uint64_t b) {
  return b == 0 ? 0.0 : static_cast<double>(a) / static_cast<double>(b);
}

OrderedJson ToJson(const CallEstimate& estimate, const PlanCall& call) {
  return {{"calls", estimate.calls},
          {"prompt_tokens", estimate.prompt_tokens},
          {"completion_tokens", estimate.completion_tokens},
          {"price", Cost(estimate, call.prompt_price, call.completion_price)}};
}

void PrintJson(const CallPlan& plan, const PlanCall& call) {
  const OrderedJson json = {{"records", plan.records},
                            {"statements", plan.statements},
                            {"context_statements", plan.context_statements},
                            {"distinct_statements", plan.distinct_statements},
                            {"distinct_context_statements", plan.distinct_context},
                            {"by_report", ToJson(plan.by_report, call)},
                            {"by_distinct_report", ToJson(plan.by_distinct_report, call)},
                            {"by_statement", ToJson(plan.by_statement, call)},
                            {"hybrid", ToJson(plan.hybrid, call)},
                            {"fewer_calls", Ratio(plan.by_report.calls, plan.by_statement.calls)},
                            {"compared_reports", plan.labels.reports},
                            {"same_labels", plan.labels.same_reports},
                            {"context_free_statements", plan.labels.context_free},
                            {"same_context_free", plan.labels.same_context_free},
                            {"other_wording", plan.labels.other_wording},
                            {"other_certainty", plan.labels.other_certainty},
                            {"lost", plan.labels.lost}};
  std::printf("%s\n", DumpJson(json).c_str());
}

void PrintRow(const char* name, const CallEstimate& estimate, const CallPlan& plan,
              const PlanCall& call) {
  std::printf("%-30s %10llu %14llu %14llu %10.1f", name,
              static_cast<unsigned long long>(estimate.calls),
              static_cast<unsigned long long>(estimate.prompt_tokens),
              static_cast<unsigned long long>(estimate.completion_tokens),
              Ratio(plan.by_report.calls, estimate.calls));
  if (call.prompt_price > 0 || call.completion_price > 0) {
    std::printf(" %10.2f", Cost(estimate, call.prompt_price, call.completion_price));
  }
  std::printf("\n");
}

void PrintTable(const CallPlan& plan, const PlanCall& call) {
  const auto count = [](const char* name, uint64_t value, uint64_t of) {
    std::printf("%-30s %10llu", name, static_cast<unsigned long long>(value));
    if (of > 0) std::printf("   %.2f %%", 100.0 * Ratio(value, of));
    std::printf("\n");
  };
  count("records", plan.records, 0);
  count("statements", plan.statements, 0);
  count("  that depend on context", plan.context_statements, plan.statements);
  count("distinct statements", plan.distinct_statements, 0);
  count("  that depend on context", plan.distinct_context, plan.distinct_statements);
  std::printf("\n%-30s %10s %14s %14s %10s\n", "extraction", "calls", "prompt tokens",
              "answer tokens", "fewer ×");
  PrintRow("one call a report", plan.by_report, plan, call);
  PrintRow("one call a different report", plan.by_distinct_report, plan, call);
  PrintRow("one call a statement", plan.by_statement, plan, call);
  PrintRow("rules, else a call (hybrid)", plan.hybrid, plan, call);
  std::printf("\nlabels from whole reports and from their statements, by rules\n");
  const LabelComparison& labels = plan.labels;
  count("different reports", labels.reports, 0);
  count("  same entities", labels.same_reports, labels.reports);
  count("  the same, and further ones", labels.more_wordings, labels.reports);
  count("their context-free statements", labels.context_free, 0);
  count("  same entities in the report", labels.same_context_free, labels.context_free);
  count("  in another wording there", labels.other_wording, labels.context_free);
  count("  doubted here, sure there", labels.other_certainty, labels.context_free);
  count("  lost in the report", labels.lost, labels.context_free);
}

}  // namespace

int RunExtractPlan(const VerbArguments& arguments) {
  PlanCall call;
  Arguments flags("extract plan",
                  "Counts the calls and tokens a language model would need: by report, by distinct "
                  "statement, and for what rules leave over.\nReads reports, or draws them from "
                  "published counts of statements. Token counts are estimates (4 bytes a token).",
                  {"supreme extract plan --pack packs/sim",
                   "supreme extract plan --reports ptbxl_database.csv --id-column ecg_id",
                   "supreme extract plan --statement-counts counts.csv --statements lines.txt "
                   "--records 800035"});
  DeclareExtractInput(flags, call.input);
  flags.Option("--statement-counts", call.counts,
               "CSV with scope, statement, count: draw reports instead of reading them");
  flags.Option("--statements", call.statements,
               "statements, one a line, for what --statement-counts does not name");
  flags.Option("--records", call.records, "reports to draw; what the counts refer to");
  flags.Option("--seed", call.seed, "of the drawn reports");
  flags.Option("--prompt-price", call.prompt_price, "price of a million prompt tokens");
  flags.Option("--answer-price", call.completion_price, "price of a million answer tokens");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  if (call.counts.empty() != call.statements.empty()) {
    throw Error(ErrorCode::kUsage, "--statement-counts and --statements go together",
                "supreme extract plan");
  }
  const CallPlan plan = MakePlan(call);
  if (call.format == "json") {
    PrintJson(plan, call);
  } else {
    PrintTable(plan, call);
  }
  return 0;
}

}  // namespace supreme
