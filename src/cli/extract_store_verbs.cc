// supreme extract status, retry, export.
#include <cstdio>
#include <map>

#include "cli/arguments.h"
#include "cli/extract_verbs.h"
#include "cli/llm_flags.h"
#include "cli/output_path.h"
#include "core/error.h"
#include "core/json.h"
#include "extract/entity_store.h"
#include "extract/prompts.h"
#include "extract/rule_extractor.h"
#include "extract/store_export.h"

namespace supreme {
namespace {

struct StoreStatus {
  StoreCounts counts;
  std::map<std::string, uint64_t> by_extractor;  // distinct statements with a result
  std::map<std::string, uint64_t> failures;      // by kind
  std::map<std::string, uint64_t> models;        // answered rows
  uint64_t tries = 0;
  uint64_t prompt_tokens = 0;
  uint64_t completion_tokens = 0;
  OrderedJson shown = OrderedJson::array();  // failed statements
};

StoreStatus ReadStatus(EntityStore& store, uint64_t show) {
  StoreStatus status;
  status.counts = store.Counts();
  store.VisitResults(
      [&](const StoredStatement& statement, uint64_t n_records, const StatementResult& result) {
        if (!result.model.empty()) ++status.models[result.model];
        if (result.extractor == kLlmExtractor) status.tries += result.tries;
        status.prompt_tokens += result.prompt_tokens;
        status.completion_tokens += result.completion_tokens;
        if (result.extraction) {
          ++status.by_extractor[result.extractor];
          return;
        }
        ++status.failures[result.failure];
        if (status.shown.size() >= show) return;
        status.shown.push_back({{"hash", statement.hash},
                                {"failure", result.failure},
                                {"n_records", n_records},
                                {"tries", result.tries},
                                {"detail", result.detail},
                                {"text", statement.text}});
      });
  return status;
}

uint64_t Pending(const StoreCounts& counts) {
  return counts.distinct_statements - counts.extracted - counts.failed;
}

void PrintJson(const StoreSource& source, const StoreStatus& status) {
  const OrderedJson json = {{"source_id", source.pack_id},
                            {"unit", source.unit},
                            {"extractor", source.extractor},
                            {"model", source.model},
                            {"prompt_hash", source.prompt_hash},
                            {"answer_models", status.models},
                            {"records", status.counts.records},
                            {"distinct_statements", status.counts.distinct_statements},
                            {"done", status.counts.extracted},
                            {"failed", status.counts.failed},
                            {"pending", Pending(status.counts)},
                            {"done_by", status.by_extractor},
                            {"failures", status.failures},
                            {"tries", status.tries},
                            {"prompt_tokens", status.prompt_tokens},
                            {"completion_tokens", status.completion_tokens},
                            {"failed_statements", status.shown}};
  std::printf("%s\n", DumpJson(json).c_str());
}

void PrintText(const char* name, const std::string& text) {
  if (!text.empty()) std::printf("%-22s %s\n", name, text.c_str());
}

void PrintNumber(const std::string& name, uint64_t value) {
  std::printf("%-22s %llu\n", name.c_str(), static_cast<unsigned long long>(value));
}

void PrintTable(const StoreSource& source, const StoreStatus& status) {
  PrintText("extractor", source.extractor);
  PrintText("unit", source.unit);
  PrintText("model", source.model);
  PrintText("prompts", source.prompt_hash);
  for (const auto& [model, count] : status.models) PrintText("answers of", model);
  PrintNumber("records", status.counts.records);
  PrintNumber("distinct statements", status.counts.distinct_statements);
  PrintNumber("done", status.counts.extracted);
  for (const auto& [extractor, count] : status.by_extractor) PrintNumber("  " + extractor, count);
  PrintNumber("pending", Pending(status.counts));
  PrintNumber("failed", status.counts.failed);
  for (const auto& [kind, count] : status.failures) PrintNumber("  " + kind, count);
  if (!source.model.empty()) {
    PrintNumber("requests", status.tries);
    PrintNumber("prompt tokens", status.prompt_tokens);
    PrintNumber("answer tokens", status.completion_tokens);
  }
  for (const OrderedJson& row : status.shown) {
    std::printf("\n%s  %s\n  %s\n  %s\n", row["hash"].get<std::string>().c_str(),
                row["failure"].get<std::string>().c_str(), DumpJson(row["text"]).c_str(),
                row["detail"].get<std::string>().c_str());
  }
}

std::string KindNames() {
  std::string names;
  for (const std::string_view name : kFailureNames) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

void CheckKind(const std::string& kind) {
  if (kind.empty()) return;
  for (const std::string_view name : kFailureNames) {
    if (name == kind) return;
  }
  throw Error(ErrorCode::kUsage, "unknown kind of failure \"" + kind + "\"", "--kind", KindNames());
}

}  // namespace

int RunExtractStatus(const VerbArguments& arguments) {
  std::string path;
  std::string format = "table";
  int64_t show = 0;
  Arguments flags("extract status",
                  "Says what a store holds: done, pending and failed statements by kind, models, "
                  "tokens. Works while a run writes.",
                  {"supreme extract status --store runs/entities.sqlite",
                   "supreme extract status --store runs/entities.sqlite --show 20"});
  flags.Option("--store", path, "entity store", true);
  flags.Option("--show", show, "failed statements to print, with what was wrong");
  flags.Choice("--format", format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  if (show < 0) throw Error(ErrorCode::kUsage, "negative", "--show");
  EntityStore store(path, EntityStore::Access::kRead);
  const StoreStatus status = ReadStatus(store, static_cast<uint64_t>(show));
  if (format == "json") {
    PrintJson(store.source(), status);
  } else {
    PrintTable(store.source(), status);
  }
  return 0;
}

int RunExtractRetry(const VerbArguments& arguments) {
  std::string path;
  std::string kind;
  std::string hash;
  LlmFlags llm;
  Arguments flags("extract retry",
                  "Sends failed statements to the model again: all, those of one kind, or one.",
                  {"supreme extract retry --store runs/entities.sqlite --endpoint "
                   "http://127.0.0.1:8000/v1 --model llama-3.1-70b",
                   "supreme extract retry --store runs/entities.sqlite --kind timeout --endpoint "
                   "http://127.0.0.1:8000/v1 --model llama-3.1-70b --idle-timeout 90"});
  flags.Option("--store", path, "entity store", true);
  flags.Option("--kind", kind, "only this kind of failure: " + KindNames());
  flags.Option("--hash", hash, "only this statement (extract status --show)");
  DeclareLlmFlags(flags, llm);
  if (!flags.Parse(arguments)) return 0;
  CheckKind(kind);
  LlmOptions options = ToLlmOptions(llm);
  StoreSource source = EntityStore(path, EntityStore::Access::kRead).source();
  if (source.model.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the store was made without a language model", path,
                "supreme extract");
  }
  options.task = TaskOfUnit(source.unit);
  source.model = llm.model;
  source.prompt_hash = PromptHash(TaskOfUnit(source.unit));
  EntityStore store(path, source);
  if (store.RetryFailed(kind, hash) == 0) {
    throw Error(ErrorCode::kInvalidInput, "no failed statement to try again", path,
                "supreme extract status --store " + path);
  }
  const RuleExtractor rules;
  const bool is_hybrid = source.extractor == HybridExtractorName(rules);
  const LlmRunState state = RunWithProgress([&](const auto& progress) {
    return FillStoreByLlm(store, options, is_hybrid ? &rules : nullptr, progress);
  });
  std::printf("%llu of %llu statements have a result now\n",
              static_cast<unsigned long long>(state.done - state.failed),
              static_cast<unsigned long long>(state.total));
  return 0;
}

int RunExtractExport(const VerbArguments& arguments) {
  std::string path;
  std::string out;
  bool redact = false;
  Arguments flags("extract export", "Writes a store as CSV or JSON, a row for each statement.",
                  {"supreme extract export --store runs/entities.sqlite --out entities.csv",
                   "supreme extract export --store runs/entities.sqlite --out entities.json "
                   "--redact"});
  flags.Option("--store", path, "entity store", true);
  flags.Option("--out", out, "file to write: .csv or .json", true);
  flags.Flag("--redact", redact, "leave out the statements' texts; entities and hashes stay");
  if (!flags.Parse(arguments)) return 0;
  PrepareOutput(out);
  EntityStore store(path, EntityStore::Access::kRead);
  ExportStore(store, {out, redact});
  return 0;
}

}  // namespace supreme
