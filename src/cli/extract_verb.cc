// supreme extract.
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/progress.h"
#include "data/pack.h"
#include "extract/codes_extractor.h"
#include "extract/entity_store.h"
#include "extract/extract_run.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

struct ExtractCall {
  std::string pack;
  std::string out;
  std::string from = "reports";
  std::string unit = "statement";
  std::string format = "table";
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

StoreSummary Extract(const ExtractCall& call, StoreSource& source) {
  const Pack pack(call.pack);
  const bool from_codes = call.from == "codes";
  const std::vector<RecordStatements> records =
      from_codes ? StatementsOfCodes(pack.ReadCodes())
                 : StatementsOfReports(pack.ReadReports(), call.unit);
  if (records.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the pack has no " + call.from, call.pack,
                from_codes ? "--from reports" : "--from codes");
  }
  std::unique_ptr<Extractor> extractor;
  if (from_codes) {
    extractor = std::make_unique<CodesExtractor>();
  } else {
    extractor = std::make_unique<RuleExtractor>();
  }
  source = {pack.id(), extractor->name(), from_codes ? "code" : call.unit};
  EntityStore store(call.out, source);
  std::optional<Progress> progress;
  FillStore(store, records, *extractor, [&](uint64_t done, uint64_t total) {
    if (!progress) progress.emplace("extract", total, "statements");
    progress->Update(done);
  });
  if (progress) progress->Finish();
  return Summarize(store);
}

}  // namespace

int RunExtract(const VerbArguments& arguments) {
  ExtractCall call;
  Arguments flags("extract",
                  "Finds entities in a pack's reports (by rules: English, German, Swedish) or "
                  "codes (SCP-ECG) and "
                  "keeps them in a store.\nThe same command again goes on where it was stopped.",
                  {"supreme extract --pack packs/sim --out runs/entities.sqlite",
                   "supreme extract --pack packs/ptbxl --from codes --out runs/codes.sqlite"});
  flags.Option("--pack", call.pack, "folder of the pack", true);
  flags.Option("--out", call.out, "entity store (SQLite file)", true);
  flags.Choice("--from", call.from, {"reports", "codes"}, "what to read");
  flags.Choice("--unit", call.unit, {"statement", "report"},
               "extract each distinct statement once, or each report as a whole");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  StoreSource source;
  const StoreSummary summary = Extract(call, source);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(ToJson(summary, source)).c_str());
  } else {
    PrintTable(summary);
  }
  return 0;
}

}  // namespace supreme
