#include <algorithm>

#include "core/numbers.h"
#include "plot/markup.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxSettings = 1000;

void WriteFactList(HtmlWriter& html, const std::vector<Fact>& facts) {
  html.Open("dl", "class=\"facts\"");
  for (const auto& fact : facts) {
    html.Open("div");
    html.Element("dt", fact.name);
    html.Element("dd", ShortenText(fact.value, 300));
    html.Close();
  }
  html.Close();
}

std::vector<Fact> VocabularyFacts(const VocabularyNumbers& numbers) {
  std::vector<Fact> facts = {{"Queries", CountText(numbers.query_count)},
                             {"Wordings merged into them", CountText(numbers.entity_count)},
                             {"Text encoder", numbers.encoder},
                             {"Clustered at cosine above", FormatDouble(numbers.cluster_threshold)},
                             {"Mapped to a term above", FormatDouble(numbers.mapping_threshold)}};
  std::string held_out;
  for (const auto& text : numbers.held_out) held_out += (held_out.empty() ? "" : ", ") + text;
  facts.push_back({"Kept out of pre-training", held_out.empty() ? "nothing" : held_out});
  return facts;
}

void WriteFrequentQueries(HtmlWriter& html, const std::vector<TopQuery>& queries) {
  if (queries.empty()) return;
  html.Open("table", "class=\"narrow\"");
  html.Element("caption", "Most frequent queries");
  html.Open("thead");
  html.Open("tr");
  html.Element("th", "Query", "scope=\"col\"");
  html.Element("th", "Records", "scope=\"col\" class=\"number\"");
  html.Close();
  html.Close();
  html.Open("tbody");
  for (const auto& query : queries) {
    html.Open("tr");
    html.Element("th", ShortenText(query.text, 100), "scope=\"row\"");
    html.Element("td", CountText(query.record_count), "class=\"number\"");
    html.Close();
  }
  html.Close();
  html.Close();
}

}  // namespace

void WriteFactsSection(HtmlWriter& html, const ReportData& data) {
  OpenSection(html, "done", "What was done");
  WriteFactList(html, data.facts);
  html.Close();
}

void WriteVocabularySection(HtmlWriter& html, const ReportData& data) {
  if (!data.vocabulary) return;
  OpenSection(html, "vocabulary", "From reports to queries");
  WriteFactList(html, VocabularyFacts(*data.vocabulary));
  WriteFrequentQueries(html, data.vocabulary->most_frequent);
  html.Close();
}

void WriteTrainingSection(HtmlWriter& html, const ReportData& data) {
  OpenSection(html, "training", "Training");
  if (data.training.panels.empty()) {
    html.Element("p", "The run holds no training curve.", "class=\"note\"");
  } else {
    WriteChart(html, {LineChartSize(data.training), DescribeLineChart(data.training),
                      [&](Canvas& canvas) { DrawLineChart(canvas, data.training); }});
  }
  html.Close();
}

void WriteSettingsSection(HtmlWriter& html, const ReportData& data) {
  if (data.settings.empty()) return;
  OpenSection(html, "settings", "All settings");
  html.Open("details");
  html.Element("summary",
               "Everything in run.json (" + CountText(data.settings.size()) + " values)");
  html.Open("div", "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All settings\"");
  html.Open("table", "class=\"settings\"");
  html.Open("tbody");
  for (size_t i = 0; i < std::min(kMaxSettings, data.settings.size()); ++i) {
    html.Open("tr");
    html.Element("th", ShortenText(data.settings[i].name, 120), "scope=\"row\"");
    html.Element("td", ShortenText(data.settings[i].value, 300));
    html.Close();
  }
  html.Close();
  html.Close();
  html.Close();
  html.Close();
  html.Close();
}

}  // namespace supreme
