#include <algorithm>
#include <cmath>

#include "core/numbers.h"
#include "plot/markup.h"
#include "report/auc_figure.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxRows = 500;

void WriteValueCells(HtmlWriter& html, const AucValue& value) {
  html.Element("td", AucText(value.auc), "class=\"number\"");
  html.Element("td", IntervalText(value), "class=\"number\"");
}

void WriteClassRow(HtmlWriter& html, const ReportClass& entry, bool knows_seen) {
  html.Open("tr");
  html.Open("th", "scope=\"row\"");
  html.Text(ShortenText(entry.prompt, 120));
  if (!entry.code.empty() && entry.code != entry.prompt) {
    html.Text(" ");
    html.Element("span", ShortenText(entry.code, 40), "class=\"code\"");
  }
  html.Close();
  if (knows_seen) {
    html.Open("td");
    html.Element("span", entry.seen ? "seen" : "unseen",
                 entry.seen ? "class=\"badge seen\"" : "class=\"badge unseen\"");
    html.Close();
  }
  WriteValueCells(html, entry.value);
  html.Element("td", CountText(entry.positives), "class=\"number\"");
  html.Element("td", CountText(entry.negatives), "class=\"number\"");
  html.Close();
}

void WriteMacroRow(HtmlWriter& html, const ReportMacro& macro, bool knows_seen) {
  html.Open("tr");
  html.Element("th", "Mean, " + MacroName(macro), "scope=\"row\"");
  if (knows_seen) html.Element("td", "");
  WriteValueCells(html, macro.value);
  html.Element("td", std::to_string(macro.class_count) + " classes",
               "class=\"number\" colspan=\"2\"");
  html.Close();
}

std::string TableCaption(const ReportTask& result) {
  const std::string undefined =
      "ndefined means that no record, or every record, carries the class.";
  if (!result.KnowsSeen()) return "AUC per class. U" + undefined;
  return "Zero-shot AUC per class. A class is seen when its prompt " +
         std::string(result.kind == "overlap" ? "is near a query of" : "was a query in") +
         " pre-training; u" + undefined;
}

void WriteTable(HtmlWriter& html, const ReportTask& result) {
  html.Open("div", "class=\"scroll\" tabindex=\"0\" role=\"region\" " +
                       HtmlAttribute("aria-label", "Results of " + result.task));
  html.Open("table");
  html.Element("caption", TableCaption(result));
  html.Open("thead");
  html.Open("tr");
  html.Element("th", "Class", "scope=\"col\"");
  if (result.KnowsSeen()) html.Element("th", "Pre-training", "scope=\"col\"");
  html.Element("th", "AUC", "scope=\"col\" class=\"number\"");
  html.Element("th", "Interval", "scope=\"col\" class=\"number\"");
  html.Element("th", "Positive", "scope=\"col\" class=\"number\"");
  html.Element("th", "Negative", "scope=\"col\" class=\"number\"");
  html.Close();
  html.Close();
  html.Open("tbody");
  for (size_t i = 0; i < std::min(kMaxRows, result.classes.size()); ++i) {
    WriteClassRow(html, result.classes[i], result.KnowsSeen());
  }
  html.Close();
  html.Open("tfoot");
  for (const auto& macro : result.macros) WriteMacroRow(html, macro, result.KnowsSeen());
  html.Close();
  html.Close();
  html.Close();
  if (result.classes.size() > kMaxRows) {
    html.Element(
        "p",
        CountText(result.classes.size() - kMaxRows) + " more classes stand in the results file.",
        "class=\"note\"");
  }
}

void WriteTask(HtmlWriter& html, const ReportTask& result) {
  html.Open("article");
  html.Element("h3", ShortenText(result.task, 80));
  std::string line =
      CountText(result.record_count) + " records, " + CountText(result.classes.size()) + " classes";
  for (const auto& fact : result.facts) line += " · " + fact.name + " " + fact.value;
  html.Element("p", ShortenText(line, 400), "class=\"meta\"");
  const AucChart chart = MakeAucChart(result);
  WriteChart(html, {AucChartSize(chart), DescribeAucChart(chart),
                    [&](Canvas& canvas) { DrawAucChart(canvas, chart); }});
  WriteTable(html, result);
  html.Close();
}

}  // namespace

std::string AucText(double auc) { return std::isfinite(auc) ? FormatFixed(auc, 3) : "undefined"; }

std::string IntervalText(const AucValue& value) {
  if (!std::isfinite(value.low) || !std::isfinite(value.high)) return "–";
  return FormatFixed(value.low, 3) + " – " + FormatFixed(value.high, 3);
}

std::string CountText(uint64_t count) {
  std::string text = std::to_string(count);
  for (size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string MacroName(const ReportMacro& macro) {
  if (macro.name == "all") return "all classes";
  if (macro.name == "seen") return "seen classes";
  if (macro.name == "unseen") return "unseen classes";
  return macro.name;
}

void WriteResultsSection(HtmlWriter& html, const ReportData& data) {
  OpenSection(html, "results", "Results");
  if (data.results.empty()) {
    html.Element("p",
                 "No results yet: run supreme eval zero-shot with --output in the run's "
                 "folder results.",
                 "class=\"note\"");
  }
  for (const auto& result : data.results) WriteTask(html, result);
  html.Close();
}

}  // namespace supreme
