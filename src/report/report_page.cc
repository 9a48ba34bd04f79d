#include "report/report_page.h"

#include <algorithm>
#include <cmath>

#include "plot/markup.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

void WriteMacroTile(HtmlWriter& html, const std::string& name, const ReportMacro& macro) {
  if (!std::isfinite(macro.value.auc)) return;
  const std::string interval =
      std::isfinite(macro.value.low) ? IntervalText(macro.value) + ", " : "";
  WriteTile(html, "Mean AUC, " + name, AucText(macro.value.auc),
            interval + std::to_string(macro.class_count) +
                (macro.class_count == 1 ? " class" : " classes"));
}

// The figures a reader looks for first: every mean of the only task, or one mean of each task.
void WriteTiles(HtmlWriter& html, const ReportData& data) {
  constexpr size_t kMaxTasks = 6;
  if (data.results.empty()) return;
  html.Open("dl", "class=\"tiles\"");
  if (data.results.size() == 1) {
    const ReportTask& result = data.results.front();
    for (const auto& macro : result.macros) WriteMacroTile(html, MacroName(macro), macro);
    WriteTile(html, "Records evaluated", CountText(result.record_count),
              ShortenText(result.task, 40));
  } else {
    for (size_t i = 0; i < std::min(kMaxTasks, data.results.size()); ++i) {
      const ReportTask& result = data.results[i];
      if (!result.macros.empty()) {
        WriteMacroTile(html, ShortenText(result.task, 40), result.macros.front());
      }
    }
  }
  if (data.vocabulary) {
    WriteTile(html, "Queries in pre-training", CountText(data.vocabulary->query_count),
              "from " + CountText(data.vocabulary->entity_count) + " wordings");
  }
  html.Close();
}

void WriteNotes(HtmlWriter& html, const ReportData& data) {
  if (data.notes.empty()) return;
  html.Open("ul", "class=\"note\"");
  for (const auto& note : data.notes) html.Element("li", ShortenText(note, 500));
  html.Close();
}

void WriteNavigation(HtmlWriter& html, const ReportData& data) {
  html.Open("nav", "aria-label=\"Sections\"");
  html.Element("a", "Results", "href=\"#results\"");
  html.Element("a", "Example ECGs", "href=\"#examples\"");
  html.Element("a", "Training", "href=\"#training\"");
  if (data.vocabulary) html.Element("a", "From reports to queries", "href=\"#vocabulary\"");
  html.Element("a", "What was done", "href=\"#done\"");
  if (!data.settings.empty()) html.Element("a", "All settings", "href=\"#settings\"");
  html.Close();
}

}  // namespace

std::string BuildReportPage(const ReportData& data) {
  HtmlWriter html;
  OpenPage(html, {"Run " + ShortenText(data.run_name, 80), "supreme – run report",
                  ShortenText(data.run_name, 120)});
  WriteNavigation(html, data);
  html.Close();
  html.Open("main");
  WriteNotes(html, data);
  WriteTiles(html, data);
  WriteResultsSection(html, data);
  WriteExamplesSection(html, data);
  WriteTrainingSection(html, data);
  WriteVocabularySection(html, data);
  WriteFactsSection(html, data);
  WriteSettingsSection(html, data);
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
