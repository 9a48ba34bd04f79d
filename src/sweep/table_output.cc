#include "sweep/table_output.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/numbers.h"
#include "core/version.h"
#include "plot/bar_chart.h"

namespace supreme {
namespace {

constexpr int kDigits = 4;
constexpr const char* kMeanName = "mean";

bool HasMeanColumn(const SweepTable& table) { return table.columns.size() > 1; }

bool HasPaperColumn(const SweepTable& table) {
  return std::ranges::any_of(table.rows,
                             [](const SweepRow& row) { return row.paper_auc.has_value(); });
}

// Text of a table's cell: no bars, no line breaks.
std::string Cell(std::string text) {
  for (char& c : text) {
    if (c == '|' || static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string PlusMinus(const std::optional<double>& mean, const std::optional<double>& deviation) {
  if (!mean) return "";
  std::string text = FormatFixed(*mean, kDigits);
  if (deviation) text += " ± " + FormatFixed(*deviation, kDigits);
  return text;
}

std::string SpreadText(const SweepSpread& spread, size_t seeds) {
  if (!spread.mean) return "missing";
  std::string text = PlusMinus(spread.mean, spread.deviation);
  if (spread.values.size() < seeds) {
    text += " (" + std::to_string(spread.values.size()) + " of " + std::to_string(seeds) + ")";
  }
  return text;
}

std::string MarkdownLine(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + Cell(cell) + " |";
  return line + "\n";
}

std::string SeedsText(const SweepTable& table) {
  std::string text;
  for (const int64_t seed : table.seeds) text += (text.empty() ? "" : ", ") + std::to_string(seed);
  return (table.seeds.size() > 1 ? "seeds " : "seed ") + text;
}

std::string Footer(const SweepTable& table) {
  std::string text = "\nMacro AUC of zero-shot evaluation, " + SeedsText(table);
  if (table.seeds.size() > 1) text += ": mean ± standard deviation of the sample";
  text += ".";
  if (table.missing > 0) text += " " + std::to_string(table.missing) + " results are missing.";
  if (!table.source.empty()) text += " Source: " + Cell(table.source) + ".";
  text += "\n";
  if (!table.failures.empty()) text += "\nFailed:\n\n";
  for (const SweepFailure& failure : table.failures) {
    text += "- " + Cell(failure.task) + ": " + Cell(failure.error) + " (" + failure.log + ")\n";
  }
  return text;
}

std::string Number(const std::optional<double>& value) {
  return value ? FormatDouble(*value) : std::string();
}

OrderedJson OrNull(const std::optional<double>& value) {
  return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

OrderedJson SpreadJson(const SweepSpread& spread) {
  OrderedJson json = {
      {"n", spread.values.size()}, {"mean", OrNull(spread.mean)}, {"sd", OrNull(spread.deviation)}};
  json["values"] = OrderedJson::array();
  for (const auto& [seed, auc] : spread.values) {
    json["values"].push_back({{"seed", seed}, {"auc", auc}});
  }
  return json;
}

}  // namespace

std::string SweepMarkdown(const SweepTable& table) {
  std::vector<std::string> head = {"variant"};
  head.insert(head.end(), table.columns.begin(), table.columns.end());
  if (HasMeanColumn(table)) head.push_back(kMeanName);
  if (HasPaperColumn(table)) head.push_back("paper");
  std::string text = "# " + Cell(table.title) + "\n\n" + MarkdownLine(head);
  text += MarkdownLine(std::vector<std::string>(head.size(), "---"));
  for (const SweepRow& row : table.rows) {
    std::vector<std::string> cells = {row.name};
    for (const SweepSpread& cell : row.cells) cells.push_back(SpreadText(cell, table.seeds.size()));
    if (HasMeanColumn(table)) cells.push_back(SpreadText(row.mean, table.seeds.size()));
    if (HasPaperColumn(table)) cells.push_back(PlusMinus(row.paper_auc, row.paper_sd));
    text += MarkdownLine(cells);
  }
  return text + Footer(table);
}

std::string SweepCsv(const SweepTable& table) {
  std::string csv = CsvLine({"variant", "evaluation", "n", "mean", "sd", "paper_auc", "paper_sd"});
  for (const SweepRow& row : table.rows) {
    for (size_t e = 0; e < row.cells.size(); ++e) {
      const SweepSpread& cell = row.cells[e];
      csv += CsvLine({row.name, table.columns[e], std::to_string(cell.values.size()),
                      Number(cell.mean), Number(cell.deviation), "", ""});
    }
    csv +=
        CsvLine({row.name, kMeanName, std::to_string(row.mean.values.size()), Number(row.mean.mean),
                 Number(row.mean.deviation), Number(row.paper_auc), Number(row.paper_sd)});
  }
  return csv;
}

OrderedJson SweepJson(const SweepTable& table) {
  OrderedJson json = {{"kind", "sweep"}, {"title", table.title}, {"source", table.source}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["seeds"] = table.seeds;
  json["missing"] = table.missing;
  json["variants"] = OrderedJson::array();
  for (const SweepRow& row : table.rows) {
    OrderedJson entry = {{"name", row.name}, {"mean", SpreadJson(row.mean)}};
    entry["evaluations"] = OrderedJson::object();
    for (size_t e = 0; e < row.cells.size(); ++e) {
      entry["evaluations"][table.columns[e]] = SpreadJson(row.cells[e]);
    }
    entry["paper"] = {{"auc", OrNull(row.paper_auc)}, {"sd", OrNull(row.paper_sd)}};
    json["variants"].push_back(entry);
  }
  json["failures"] = OrderedJson::array();
  for (const SweepFailure& failure : table.failures) {
    json["failures"].push_back(
        {{"task", failure.task}, {"error", failure.error}, {"log", failure.log}});
  }
  return json;
}

std::string SweepPicture(const SweepTable& table) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  AucChart chart;
  chart.title = table.title;
  chart.seen_name = HasMeanColumn(table) ? "mean over evaluations and seeds" : "mean over seeds";
  if (table.seeds.size() > 1) chart.interval_name = "± 1 standard deviation over seeds";
  for (const SweepRow& row : table.rows) {
    AucBar bar;
    bar.label = row.name;
    bar.auc = row.mean.mean.value_or(kNone);
    const double deviation = row.mean.deviation.value_or(kNone);
    bar.low = bar.auc - deviation;
    bar.high = bar.auc + deviation;
    bar.note = "n = " + std::to_string(row.mean.values.size());
    chart.bars.push_back(bar);
  }
  return RenderPicture(AucChartSize(chart),
                       {.description = "Bar chart: " + table.title + ", macro AUC of " +
                                       std::to_string(table.rows.size()) +
                                       " variants. The values stand in table.md."},
                       [&](Canvas& canvas) { DrawAucChart(canvas, chart); });
}

void WriteSweepTable(const SweepTable& table, const std::filesystem::path& folder) {
  WriteFileAtomically(folder / "table.md", SweepMarkdown(table));
  WriteFileAtomically(folder / "table.csv", SweepCsv(table));
  WriteJsonFile(folder / "table.json", SweepJson(table));
  WriteFileAtomically(folder / "table.svg", SweepPicture(table));
}

}  // namespace supreme
