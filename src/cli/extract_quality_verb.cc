// supreme extract quality.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "extract/gold_quality.h"
#include "extract/report_quality.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

struct Call {
  std::string reports;
  std::string gold;
  std::string store;
  std::string format = "table";
  bool mistakes = false;
};

struct Quality {
  std::string extractor;
  std::optional<ReportQuality> reports;
  std::vector<GoldScore> gold;
};

OrderedJson ToJson(const ScoreInterval& score) {
  return {{"value", score.value}, {"low", score.low}, {"high", score.high}};
}

OrderedJson ToJson(const MatchCounts& counts) {
  return {{"right", counts.right},
          {"wrong", counts.wrong},
          {"missed", counts.missed},
          {"precision", ToJson(Precision(counts))},
          {"recall", ToJson(Recall(counts))},
          {"f1", ToJson(F1(counts))}};
}

OrderedJson ToJson(const ReportQuality& quality) {
  OrderedJson codes = OrderedJson::array();
  for (const CodeQuality& code : quality.codes) {
    codes.push_back({{"code", code.code},
                     {"reports", code.report_count},
                     {"stated", code.is_stated},
                     {"development", ToJson(code.development)},
                     {"held_out", ToJson(code.held_out)},
                     {"cover_development_f1", F1(code.cover_development).value},
                     {"cover_held_out_f1", F1(code.cover_held_out).value}});
  }
  return {{"reports", quality.report_count},
          {"held_out_reports", quality.held_out_count},
          {"stated_macro_f1", ToJson(quality.stated_macro_f1)},
          {"stated_cover_macro_f1", quality.stated_cover_macro_f1},
          {"all_macro_f1", ToJson(quality.all_macro_f1)},
          {"codes", std::move(codes)}};
}

OrderedJson ToJson(const GoldScore& score) {
  OrderedJson mistakes = OrderedJson::array();
  for (const GoldMistake& mistake : score.mistakes) {
    mistakes.push_back(
        {{"statement", mistake.statement}, {"missed", mistake.missed}, {"wrong", mistake.wrong}});
  }
  return {{"name", score.name},
          {"statements", score.statement_count},
          {"failed", score.failed_count},
          {"without_mistake", score.whole_count},
          {"entities", ToJson(score.entities)},
          {"entities_with_certainty", ToJson(score.with_certainty)},
          {"answered_with_certainty", ToJson(score.answered)},
          {"mistakes", std::move(mistakes)}};
}

std::string Text(const ScoreInterval& score) {
  return FormatFixed(score.value, 3) + " (" + FormatFixed(score.low, 3) + " to " +
         FormatFixed(score.high, 3) + ")";
}

// A table as Markdown, or with columns as wide as their texts.
void PrintRows(std::vector<std::vector<std::string>> rows, bool markdown) {
  if (markdown) rows.insert(rows.begin() + 1, std::vector<std::string>(rows[0].size(), "---"));
  std::vector<size_t> widths(rows[0].size(), 0);
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const auto& row : rows) {
    std::string line = markdown ? "|" : "";
    for (size_t i = 0; i < row.size(); ++i) {
      line +=
          markdown ? " " + row[i] + " |" : row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    std::printf("%s\n", line.c_str());
  }
  std::printf("\n");
}

void PrintCodes(const ReportQuality& quality, bool is_stated, bool markdown) {
  std::vector<std::vector<std::string>> rows = {{"code", "reports", "precision", "recall",
                                                 "F1 (folds 9 and 10)", "F1 (folds 1 to 8)",
                                                 "words alone: F1 (1 to 8)", "F1 (9 and 10)"}};
  for (const CodeQuality& code : quality.codes) {
    if (code.is_stated != is_stated) continue;
    rows.push_back({code.code, std::to_string(code.report_count),
                    FormatFixed(Precision(code.held_out).value, 3),
                    FormatFixed(Recall(code.held_out).value, 3), Text(F1(code.held_out)),
                    FormatFixed(F1(code.development).value, 3),
                    FormatFixed(F1(code.cover_development).value, 3),
                    FormatFixed(F1(code.cover_held_out).value, 3)});
  }
  PrintRows(std::move(rows), markdown);
}

void PrintReports(const ReportQuality& quality, bool markdown) {
  std::printf("Codes that the reports state: macro F1 %s on folds 9 and 10; words alone %s\n\n",
              Text(quality.stated_macro_f1).c_str(),
              FormatFixed(quality.stated_cover_macro_f1, 3).c_str());
  PrintCodes(quality, true, markdown);
  std::printf("Codes that the reports do not state; macro F1 over all codes %s\n\n",
              Text(quality.all_macro_f1).c_str());
  PrintCodes(quality, false, markdown);
}

void PrintGold(const std::vector<GoldScore>& scores, const Call& call) {
  std::vector<std::vector<std::string>> rows = {
      {"statements", "number", "without mistake", "entity F1", "entity and certainty F1"}};
  if (!call.store.empty()) rows[0].insert(rows[0].end(), {"failed", "F1 without the failed"});
  for (const GoldScore& score : scores) {
    rows.push_back({score.name, std::to_string(score.statement_count),
                    std::to_string(score.whole_count), Text(F1(score.entities)),
                    Text(F1(score.with_certainty))});
    if (call.store.empty()) continue;
    rows.back().push_back(std::to_string(score.failed_count));
    rows.back().push_back(Text(F1(score.answered)));
  }
  PrintRows(std::move(rows), call.format == "markdown");
  if (!call.mistakes) return;
  rows = {{"set", "statement", "missed", "wrong"}};
  for (const GoldScore& score : scores) {
    for (const GoldMistake& mistake : score.mistakes) {
      rows.push_back({score.name, mistake.statement, mistake.missed, mistake.wrong});
    }
  }
  PrintRows(std::move(rows), call.format == "markdown");
}

void MeasureStore(const Call& call, Quality& quality) {
  EntityStore store(call.store, EntityStore::Access::kRead);
  const std::vector<GoldStatement> gold = ReadGoldStatements(call.gold);
  const GoldAnswers answers = AnswersIn(store, gold);
  if (answers.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the store has none of the annotated statements",
                call.store,
                "supreme extract --reports " + call.gold +
                    " --id-column statement --text-column statement");
  }
  quality.extractor = store.source().extractor;
  quality.gold = ScoreGold(gold, answers);
}

Quality Measure(const Call& call) {
  const RuleExtractor extractor;
  Quality quality;
  quality.extractor = extractor.name();
  if (!call.store.empty()) {
    MeasureStore(call, quality);
  } else if (!call.gold.empty()) {
    const std::vector<GoldStatement> gold = ReadGoldStatements(call.gold);
    quality.gold = ScoreGold(gold, AnswersBy(extractor, gold));
  }
  if (call.reports.empty()) return quality;
  const std::vector<LabelledReport> reports = ReadLabelledReports(call.reports);
  Progress progress("extract", reports.size(), "reports");
  quality.reports =
      ScoreReports(reports, extractor, [&](uint64_t done, uint64_t) { progress.Update(done); });
  progress.Finish();
  return quality;
}

}  // namespace

int RunExtractQuality(const VerbArguments& arguments) {
  Call call;
  Arguments flags(
      "extract quality",
      "Measures the rule extractor: against the SCP-ECG codes of PTB-XL's table "
      "(folds 9 and 10), and against annotated statements. With --store, measures what "
      "a store of any extractor holds against the annotated statements.\nA code counts as stated "
      "in the reports when word sequences alone find it with F1 of at least 0.8 on "
      "folds 1 to 8.",
      {"supreme extract quality --reports ptbxl_database.csv",
       "supreme extract quality --gold testdata/extract/gold_statements.csv "
       "--mistakes",
       "supreme extract quality --gold testdata/extract/gold_statements.csv --store "
       "runs/llm.sqlite"});
  flags.Option("--reports", call.reports,
               "PTB-XL's table (CSV with report, scp_codes and strat_fold)");
  flags.Option("--gold", call.gold, "annotated statements (CSV, docs/extraction_gold.md)");
  flags.Option("--store", call.store,
               "entity store to measure instead of the rules; needs --gold, and counts the "
               "statements that the store holds");
  flags.Flag("--mistakes", call.mistakes, "list the annotated statements that are read wrongly");
  flags.Choice("--format", call.format, {"table", "markdown", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  if (call.reports.empty() && call.gold.empty()) {
    throw Error(ErrorCode::kUsage, "nothing to measure", "", "give --reports or --gold");
  }
  if (!call.store.empty() && (call.gold.empty() || !call.reports.empty())) {
    throw Error(ErrorCode::kUsage, "a store is measured against annotated statements alone",
                "--store", "give --gold, and not --reports");
  }
  const Quality quality = Measure(call);
  if (call.format == "json") {
    OrderedJson out = {{"extractor", quality.extractor}};
    if (quality.reports) out["ptbxl"] = ToJson(*quality.reports);
    for (const GoldScore& score : quality.gold) out["gold"].push_back(ToJson(score));
    std::printf("%s\n", DumpJson(out).c_str());
    return 0;
  }
  if (!quality.gold.empty()) PrintGold(quality.gold, call);
  if (quality.reports) PrintReports(*quality.reports, call.format == "markdown");
  return 0;
}

}  // namespace supreme
