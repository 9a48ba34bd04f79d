// supreme extract compare.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/extract_verbs.h"
#include "core/error.h"
#include "core/json.h"
#include "extract/store_compare.h"

namespace supreme {
namespace {

double Percent(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

OrderedJson SideJson(const EntityStore& store, const StoreSide& side, uint64_t statements) {
  return {{"extractor", store.source().extractor},
          {"model", store.source().model},
          {"failed", side.failed},
          {"failed_share", Percent(side.failed, statements) / 100.0},
          {"entities", side.entities}};
}

void PrintJson(const StoreComparison& comparison, const EntityStore& a, const EntityStore& b) {
  OrderedJson differences = OrderedJson::array();
  for (const StoreDifference& difference : comparison.differences) {
    differences.push_back({{"text", difference.text},
                           {"n_records", difference.n_records},
                           {"first", OrderedJson(ToJson(difference.first))},
                           {"second", OrderedJson(ToJson(difference.second))}});
  }
  const OrderedJson json = {
      {"first", SideJson(a, comparison.first, comparison.statements)},
      {"second", SideJson(b, comparison.second, comparison.statements)},
      {"statements", comparison.statements},
      {"both_done", comparison.both_done},
      {"identical", comparison.identical},
      {"identical_share_of_records",
       Percent(comparison.records_identical, comparison.records_done) / 100.0},
      {"shared_entities", comparison.shared},
      {"entity_f1", comparison.EntityF1()},
      {"certainty_agreement", comparison.CertaintyAgreement()},
      {"meaning_f1", F1(comparison.match.entities).value},
      {"meaning_and_certainty_f1", F1(comparison.match.with_certainty).value},
      {"differences", std::move(differences)}};
  std::printf("%s\n", DumpJson(json).c_str());
}

void PrintSide(const char* name, const EntityStore& store, const StoreSide& side,
               uint64_t statements) {
  const StoreSource& source = store.source();
  std::printf("%-8s %s%s%s: %llu failed (%.1f %%), %llu entities\n", name, source.extractor.c_str(),
              source.model.empty() ? "" : " ", source.model.c_str(),
              static_cast<unsigned long long>(side.failed), Percent(side.failed, statements),
              static_cast<unsigned long long>(side.entities));
}

void PrintTable(const StoreComparison& comparison, const EntityStore& a, const EntityStore& b) {
  const auto number = [](uint64_t value) { return static_cast<unsigned long long>(value); };
  PrintSide("first", a, comparison.first, comparison.statements);
  PrintSide("second", b, comparison.second, comparison.statements);
  std::printf("%-30s %llu, %llu with a result in both\n", "statements in both",
              number(comparison.statements), number(comparison.both_done));
  std::printf("%-30s %llu (%.1f %%; weighted by records %.1f %%)\n", "same entities and certainty",
              number(comparison.identical), Percent(comparison.identical, comparison.both_done),
              Percent(comparison.records_identical, comparison.records_done));
  std::printf("%-30s %.3f\n", "agreement of entities (F1)", comparison.EntityF1());
  std::printf("%-30s %.3f of %llu\n", "same certainty, where shared",
              comparison.CertaintyAgreement(), number(comparison.shared));
  std::printf("%-30s %.3f, with certainty %.3f\n", "same finding and place (F1)",
              F1(comparison.match.entities).value, F1(comparison.match.with_certainty).value);
  for (const StoreDifference& difference : comparison.differences) {
    std::printf("\n%llu records: %s\n  first   %s\n  second  %s\n", number(difference.n_records),
                DumpJson(Json(difference.text)).c_str(),
                DumpJson(ToJson(difference.first)["classification"]).c_str(),
                DumpJson(ToJson(difference.second)["classification"]).c_str());
  }
}

}  // namespace

int RunExtractCompare(const VerbArguments& arguments) {
  std::string first;
  std::string second;
  int64_t show = 5;
  std::string format = "table";
  Arguments flags("extract compare",
                  "Compares two stores of the same reports: agreement of entities and certainty, "
                  "share of failed statements, the most frequent differences.",
                  {"supreme extract compare runs/rules.sqlite runs/llm.sqlite",
                   "supreme extract compare runs/rules.sqlite runs/llm.sqlite --show 50"});
  flags.Positional("first", first, "entity store");
  flags.Positional("second", second, "entity store");
  flags.Option("--show", show, "differences to print");
  flags.Choice("--format", format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  if (show < 0) throw Error(ErrorCode::kUsage, "negative", "--show");
  EntityStore a(first, EntityStore::Access::kRead);
  EntityStore b(second, EntityStore::Access::kRead);
  const StoreComparison comparison = CompareStores(a, b, static_cast<size_t>(show));
  if (comparison.statements == 0) {
    throw Error(ErrorCode::kInvalidInput, "the stores share no statement", second,
                "extract the same reports with the same --unit");
  }
  if (format == "json") {
    PrintJson(comparison, a, b);
  } else {
    PrintTable(comparison, a, b);
  }
  return 0;
}

}  // namespace supreme
