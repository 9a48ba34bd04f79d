// supreme extract.
#include <cstdio>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/arguments.h"
#include "cli/extract_input.h"
#include "cli/llm_flags.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/progress.h"
#include "data/pack.h"
#include "extract/call_plan.h"
#include "extract/codes_extractor.h"
#include "extract/entity_store.h"
#include "extract/extract_run.h"
#include "extract/llm_run.h"
#include "extract/prompts.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

struct ExtractCall {
  ExtractInput input;
  std::string out;
  std::string from = "reports";
  std::string unit = "statement";
  std::string extractor = "rules";
  std::string format = "table";
  LlmFlags llm;
  bool dry_run = false;
  double prompt_price = 0;
  double completion_price = 0;
};

OrderedJson ToJson(const CertaintyCounts& counts) {
  return {
      {"normal", counts.normal}, {"abnormal", counts.abnormal}, {"uncertain", counts.uncertain}};
}

OrderedJson ToJson(const StoreSummary& summary, const StoreSource& source) {
  OrderedJson not_understood = OrderedJson::array();
  for (const auto& [text, count] : summary.not_understood) {
    not_understood.push_back({{"text", text}, {"n", count}});
  }
  return {{"extractor", source.extractor},
          {"unit", source.unit},
          {"pack_id", source.pack_id},
          {"records", summary.counts.records},
          {"statements", summary.counts.statements},
          {"distinct_statements", summary.counts.distinct_statements},
          {"failed_statements", summary.counts.failed},
          {"entities", ToJson(summary.entities)},
          {"distinct_entities", ToJson(summary.distinct_entities)},
          {"statements_without_entity", summary.statements_without_entity},
          {"distinct_without_entity", summary.distinct_without_entity},
          {"not_understood", std::move(not_understood)}};
}

void PrintCount(const char* name, uint64_t all, std::optional<uint64_t> distinct = {}) {
  std::printf("%-28s %10llu", name, static_cast<unsigned long long>(all));
  if (distinct) std::printf("   %llu distinct", static_cast<unsigned long long>(*distinct));
  std::printf("\n");
}

void PrintTable(const StoreSummary& summary) {
  PrintCount("records", summary.counts.records);
  PrintCount("statements", summary.counts.statements, summary.counts.distinct_statements);
  if (summary.counts.failed > 0) PrintCount("failed statements", summary.counts.failed);
  PrintCount("normal entities", summary.entities.normal, summary.distinct_entities.normal);
  PrintCount("abnormal entities", summary.entities.abnormal, summary.distinct_entities.abnormal);
  PrintCount("uncertain entities", summary.entities.uncertain, summary.distinct_entities.uncertain);
  PrintCount("statements without entity", summary.statements_without_entity,
             summary.distinct_without_entity);
  if (summary.not_understood.empty()) return;
  std::printf("\nmost frequent statements without entity\n");
  for (const auto& [text, count] : summary.not_understood) {
    std::printf("%10llu  %.100s\n", static_cast<unsigned long long>(count), text.c_str());
  }
}

struct ExtractWork {
  StoreSource source;
  std::vector<RecordStatements> records;
};

ExtractWork ReadWork(const ExtractCall& call, const RuleExtractor& rules) {
  CheckExtractInput(call.input);
  if (call.unit == "term" && call.extractor != "llm") {
    throw Error(ErrorCode::kUsage, "terms are judged by a language model", "--unit term",
                "--extractor llm");
  }
  ExtractWork work;
  if (call.from == "codes") {
    if (call.input.pack.empty() || call.extractor != "rules") {
      throw Error(ErrorCode::kUsage, "codes need --pack and no language model", "--from codes");
    }
    const Pack pack(call.input.pack);
    work.records = StatementsOfCodes(pack.ReadCodes());
    work.source = {pack.id(), CodesExtractor().name(), "code"};
  } else {
    InputReports input = ReadInputReports(call.input);
    work.records = StatementsOfReports(input.reports, call.unit);
    work.source = {input.source_id, rules.name(), call.unit};
  }
  if (call.extractor != "rules") {
    work.source.extractor = call.extractor == "llm" ? kLlmExtractor : HybridExtractorName(rules);
    work.source.model = call.llm.model;
    work.source.prompt_hash = PromptHash(TaskOfUnit(call.unit));
  }
  if (work.records.empty()) {
    throw Error(ErrorCode::kInvalidInput, "there are no " + call.from,
                call.input.pack + call.input.reports,
                call.from == "codes" ? "--from reports" : "--from codes");
  }
  return work;
}

void FillByRules(EntityStore& store, const ExtractCall& call, const ExtractWork& work,
                 const RuleExtractor& rules) {
  const CodesExtractor codes;
  const Extractor& extractor = call.from == "codes" ? static_cast<const Extractor&>(codes) : rules;
  std::optional<Progress> progress;
  FillStore(store, work.records, extractor, [&](uint64_t done, uint64_t total) {
    if (!progress) progress.emplace("extract", total, "statements");
    progress->Update(done);
  });
  if (progress) progress->Finish();
}

// The calls that the run would make, without a store.
void PrintDryRun(const ExtractCall& call, const ExtractWork& work, const RuleExtractor& rules) {
  CallEstimate estimate;
  std::unordered_set<std::string> seen;
  for (const RecordStatements& record : work.records) {
    for (const std::string& statement : record.statements) {
      if (!seen.insert(statement).second) continue;
      const bool is_by_rules = call.extractor == "rules" ||
                               (call.extractor == "hybrid" && rules.AccountsForAll(statement));
      if (!is_by_rules) estimate.Add(statement);
    }
  }
  const double price = Cost(estimate, call.prompt_price, call.completion_price);
  if (call.format == "json") {
    const OrderedJson json = {{"records", work.records.size()},
                              {"distinct_statements", seen.size()},
                              {"calls", estimate.calls},
                              {"prompt_tokens", estimate.prompt_tokens},
                              {"completion_tokens", estimate.completion_tokens},
                              {"price", price}};
    std::printf("%s\n", DumpJson(json).c_str());
    return;
  }
  PrintCount("records", work.records.size());
  PrintCount("distinct statements", seen.size());
  PrintCount("calls", estimate.calls);
  PrintCount("prompt tokens, about", estimate.prompt_tokens);
  PrintCount("answer tokens, about", estimate.completion_tokens);
  std::printf("%-28s %10.2f\n", "price", price);
}

StoreSummary Extract(const ExtractCall& call, const ExtractWork& work, const RuleExtractor& rules) {
  if (call.extractor == "rules") {
    EntityStore store(call.out, work.source);
    FillByRules(store, call, work, rules);
    return Summarize(store);
  }
  LlmOptions options = ToLlmOptions(call.llm);
  options.task = TaskOfUnit(call.unit);
  EntityStore store(call.out, work.source);
  AddToStore(store, work.records);
  RunWithProgress([&](const auto& progress) {
    return FillStoreByLlm(store, options, call.extractor == "hybrid" ? &rules : nullptr, progress);
  });
  return Summarize(store);
}

void DeclareFlags(Arguments& flags, ExtractCall& call) {
  DeclareExtractInput(flags, call.input);
  flags.Option("--out", call.out, "entity store (SQLite file); not needed for --dry-run");
  flags.Choice("--from", call.from, {"reports", "codes"}, "what to read");
  flags.Choice(
      "--unit", call.unit, {"statement", "report", "term"},
      "each distinct statement once, each report as a whole, or ask the model of each text "
      "whether it is an ECG term");
  flags.Choice("--extractor", call.extractor, {"rules", "llm", "hybrid"},
               "rules, a language model, or rules where they account for every word");
  DeclareLlmFlags(flags, call.llm);
  flags.Flag("--dry-run", call.dry_run, "print calls, tokens and price, and do nothing");
  flags.Option("--prompt-price", call.prompt_price, "price of a million prompt tokens");
  flags.Option("--answer-price", call.completion_price, "price of a million answer tokens");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
}

}  // namespace

int RunExtract(const VerbArguments& arguments) {
  ExtractCall call;
  Arguments flags("extract",
                  "Finds entities in reports (by rules: English, German, Swedish; by a language "
                  "model; or by both) or codes (SCP-ECG) and keeps them in a store.\nEach distinct "
                  "statement is extracted once. The same command again goes on where it was "
                  "stopped.",
                  {"supreme extract --pack packs/sim --out runs/entities.sqlite",
                   "supreme extract --pack packs/ptbxl --from codes --out runs/codes.sqlite",
                   "supreme extract --pack packs/sim --extractor hybrid --out runs/hybrid.sqlite "
                   "--endpoint http://127.0.0.1:8000/v1 --model llama-3.1-70b",
                   "supreme extract --reports ptbxl_database.csv --id-column ecg_id --extractor "
                   "llm --dry-run"});
  DeclareFlags(flags, call);
  if (!flags.Parse(arguments)) return 0;
  if (call.out.empty() && !call.dry_run) {
    throw Error(ErrorCode::kUsage, "--out is required", "supreme extract",
                "--out runs/entities.sqlite");
  }
  const RuleExtractor rules;
  const ExtractWork work = ReadWork(call, rules);
  if (call.dry_run) {
    PrintDryRun(call, work, rules);
    return 0;
  }
  const StoreSummary summary = Extract(call, work, rules);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(ToJson(summary, work.source)).c_str());
  } else {
    PrintTable(summary);
  }
  if (summary.counts.failed > 0) {
    std::fprintf(stderr, "%llu statements failed: supreme extract status --store %s\n",
                 static_cast<unsigned long long>(summary.counts.failed), call.out.c_str());
  }
  return 0;
}

}  // namespace supreme
