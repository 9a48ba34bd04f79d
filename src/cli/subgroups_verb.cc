// supreme eval subgroups: does the model serve all people and recordings alike?
#include <algorithm>

#include "cli/audit_inputs.h"
#include "cli/audit_verbs.h"
#include "cli/eval_inputs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/subgroups_divide.h"
#include "eval/subgroups_output.h"
#include "report/audit_page.h"

namespace supreme {
namespace {

struct SubgroupsCall {
  AuditCall audit;
  AuditLimits limits;
  AuditOutput output;
  std::string ages = "18,40,60,80";
  std::string facts;
  std::string by = "site,device";
  int64_t min_records = 30;
  bool no_signal = false;
};

std::vector<std::string> SplitList(const std::string& text) {
  std::vector<std::string> words;
  size_t begin = 0;
  while (begin <= text.size()) {
    const size_t end = std::min(text.find(',', begin), text.size());
    const std::string word(Trim(std::string_view(text).substr(begin, end - begin)));
    if (!word.empty()) words.push_back(word);
    begin = end + 1;
  }
  return words;
}

std::vector<double> ParseAges(const std::string& text) {
  std::vector<double> ages;
  for (const std::string& word : SplitList(text)) {
    const auto age = ParseDouble(word);
    if (!age || *age <= 0.0 || *age >= 150.0 || (!ages.empty() && *age <= ages.back())) {
      throw Error(ErrorCode::kUsage, "\"" + text + "\" is no rising list of ages", "--ages",
                  "18,40,60,80");
    }
    ages.push_back(*age);
  }
  if (ages.empty()) throw Error(ErrorCode::kUsage, "no age is given", "--ages", "18,40,60,80");
  return ages;
}

bool ParseCall(const VerbArguments& arguments, SubgroupsCall& call) {
  Arguments flags("eval subgroups",
                  "AUC within groups of records against all other records: by age, sex, signal\n"
                  "quality, and by columns of a table such as site and device. Differences come\n"
                  "with intervals and p-values (Holm), the worst gaps first.",
                  {"supreme eval subgroups --pack pack/ --task ptbxl-super --folds 9,10 "
                   "--facts ptb-xl/ptbxl_database.csv --page subgroups.html",
                   "supreme eval subgroups --pack pack/ --task simulated --folds 10 --ages 50,70 "
                   "--format csv"});
  AddAuditFlags(flags, call.audit);
  flags.Option("--ages", call.ages, "where age bands begin");
  flags.Option("--facts", call.facts, "CSV with record_id or ecg_id and more facts of the records");
  flags.Option("--by", call.by, "columns of --facts to divide by");
  flags.Option("--min-records", call.min_records, "records a group needs to be compared");
  flags.Flag("--no-signal", call.no_signal, "do not read the windows to measure signal quality");
  AddAuditLimits(flags, call.limits);
  AddAuditOutput(flags, call.output);
  if (!flags.Parse(arguments)) return false;
  CheckAuditCall(call.audit);
  CheckAuditLimits(call.limits);
  CheckAuditOutput(call.output);
  CheckRange("--min-records", call.min_records, 2, 1'000'000);
  if (!call.facts.empty() && SplitList(call.by).empty()) {
    throw Error(ErrorCode::kUsage, "no column is given", "--by", "--by site,device");
  }
  return true;
}

std::vector<Division> Divide(const SubgroupsCall& call, const std::vector<double>& ages,
                             const AuditRun& run) {
  const DividedRows records{run.pack(), run.labels().rows};
  std::vector<Division> divisions = {DivideByAge(records, ages), DivideBySex(records)};
  const auto add = [&](std::vector<Division> more) {
    for (Division& division : more) divisions.push_back(std::move(division));
  };
  if (!call.facts.empty()) {
    add(DivideByTable(records, call.facts, SplitList(call.by),
                      static_cast<uint64_t>(call.min_records)));
  }
  if (!call.no_signal) add(DivideBySignal(records));
  return divisions;
}

}  // namespace

int RunEvalSubgroups(const VerbArguments& arguments) {
  SubgroupsCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::vector<double> ages = ParseAges(call.ages);
  AuditRun run(call.audit);
  const std::vector<Division> divisions = Divide(call, ages, run);
  SubgroupReport report;
  report.facts = run.Facts(call.limits);
  report.min_records = static_cast<uint64_t>(call.min_records);
  SubgroupOptions options;
  options.bootstrap = report.facts.bootstrap;
  options.seed = report.facts.seed;
  options.min_records = report.min_records;
  options.min_positives = report.facts.min_positives;
  report.result = EvaluateSubgroups(run.Score(), divisions, run.patients(), options);
  WriteAudit(call.output, {[&] { return BuildSubgroupsPage(report); },
                           SubgroupChart(report),
                           {SubgroupsJson(report), SubgroupsTable(report), SubgroupsCsv(report)}});
  return 0;
}

}  // namespace supreme
