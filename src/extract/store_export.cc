#include "extract/store_export.h"

#include <string>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {
namespace {

std::string Joined(const std::optional<Extraction>& extraction, Certainty certainty) {
  std::string joined;
  if (!extraction) return joined;
  for (const Entity& entity : extraction->entities) {
    if (entity.certainty != certainty) continue;
    joined += (joined.empty() ? "" : ";") + entity.text;
  }
  return joined;
}

void ExportCsv(EntityStore& store, const ExportOptions& options) {
  CsvWriter writer(options.path, {"hash", "text", "n_records", "extractor", "model", "status",
                                  "failure", "detail", "tries", "prompt_tokens",
                                  "completion_tokens", "normal", "abnormal", "uncertain"});
  store.VisitResults([&](const StoredStatement& statement, uint64_t n_records,
                         const StatementResult& result) {
    writer.Row({statement.hash, options.redact ? "" : statement.text, std::to_string(n_records),
                result.extractor, result.model, result.extraction ? "done" : "failed",
                result.failure, options.redact ? "" : result.detail, std::to_string(result.tries),
                std::to_string(result.prompt_tokens), std::to_string(result.completion_tokens),
                Joined(result.extraction, Certainty::kNormal),
                Joined(result.extraction, Certainty::kAbnormal),
                Joined(result.extraction, Certainty::kUncertain)});
  });
  writer.Commit();
}

void ExportJson(EntityStore& store, const ExportOptions& options) {
  const StoreSource& source = store.source();
  AtomicFile file(options.path);
  const OrderedJson head = {{"source_id", source.pack_id},
                            {"unit", source.unit},
                            {"extractor", source.extractor},
                            {"model", source.model},
                            {"prompt_hash", source.prompt_hash}};
  std::string text = DumpJson(head);
  text.pop_back();
  file.Write(text + ",\"statements\":[");
  const char* separator = "\n";
  store.VisitResults(
      [&](const StoredStatement& statement, uint64_t n_records, const StatementResult& result) {
        OrderedJson row = {{"hash", statement.hash}};
        if (!options.redact) row["text"] = statement.text;
        row["n_records"] = n_records;
        row["extractor"] = result.extractor;
        row["model"] = result.model;
        row["tries"] = result.tries;
        row["prompt_tokens"] = result.prompt_tokens;
        row["completion_tokens"] = result.completion_tokens;
        if (result.extraction) {
          row["extraction"] = OrderedJson(ToJson(*result.extraction));
        } else {
          row["failure"] = result.failure;
          if (!options.redact) row["detail"] = result.detail;
        }
        file.Write(separator + DumpJson(row));
        separator = ",\n";
      });
  file.Write("\n]}\n");
  file.Commit();
}

}  // namespace

void ExportStore(EntityStore& store, const ExportOptions& options) {
  const std::string extension = options.path.extension().string();
  if (extension == ".csv") {
    ExportCsv(store, options);
  } else if (extension == ".json") {
    ExportJson(store, options);
  } else {
    throw Error(ErrorCode::kUsage, "the name ends neither in .csv nor in .json",
                options.path.string());
  }
}

}  // namespace supreme
