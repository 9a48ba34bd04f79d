// supreme eval robustness: what noise, lost leads, other rates, exchanged leads and gains cost.
#include "cli/audit_inputs.h"
#include "cli/audit_verbs.h"
#include "eval/robustness_output.h"
#include "report/audit_page.h"

namespace supreme {
namespace {

struct RobustnessCall {
  AuditCall audit;
  AuditLimits limits;
  AuditOutput output;
  std::vector<std::string> kinds;
};

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const ConditionKind& kind : ConditionKinds()) names.push_back(kind.name);
  return names;
}

bool ParseCall(const VerbArguments& arguments, RobustnessCall& call) {
  std::string known;
  for (const std::string& name : KindNames()) known += (known.empty() ? "" : ", ") + name;
  Arguments flags("eval robustness",
                  "AUC on faulty copies of the records, each fault at several strengths, paired\n"
                  "with the records as they are. The fault comes before resampling and\n"
                  "normalisation, as in life.",
                  {"supreme eval robustness --pack pack/ --task simulated --folds 10 "
                   "--page robustness.html",
                   "supreme eval robustness --pack pack/ --task ptbxl-super --folds 9,10 "
                   "--kinds white --kinds missing --output robustness.json"});
  AddAuditFlags(flags, call.audit);
  flags.Option("--kinds", call.kinds, "faults to try, default all: " + known);
  AddAuditLimits(flags, call.limits);
  AddAuditOutput(flags, call.output);
  if (!flags.Parse(arguments)) return false;
  CheckAuditCall(call.audit);
  CheckAuditLimits(call.limits);
  CheckAuditOutput(call.output);
  if (call.kinds.empty()) call.kinds = KindNames();
  return true;
}

}  // namespace

int RunEvalRobustness(const VerbArguments& arguments) {
  RobustnessCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::vector<Condition> conditions = MakeConditions(call.kinds);
  AuditRun run(call.audit);
  RobustnessReport report;
  report.facts = run.Facts(call.limits);
  RobustnessOptions options;
  options.batch_size = run.batch_size();
  options.min_positives = report.facts.min_positives;
  options.bootstrap = report.facts.bootstrap;
  options.seed = report.facts.seed;
  report.result = EvaluateRobustness(
      run.predictor(), {run.pack(), run.task(), run.labels(), run.patients()}, conditions, options);
  WriteAudit(call.output,
             {[&] { return BuildRobustnessPage(report); },
              RobustnessChart(report),
              {RobustnessJson(report), RobustnessTable(report), RobustnessCsv(report)}});
  return 0;
}

}  // namespace supreme
