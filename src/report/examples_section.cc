#include <algorithm>

#include "core/numbers.h"
#include "plot/ecg_paper.h"
#include "plot/markup.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxReportLetters = 1500;
constexpr size_t kMaxNames = 40;

std::string DecisionText(const ScoredFinding& finding) {
  if (!finding.threshold) return "no threshold";
  return finding.score >= *finding.threshold ? "above" : "below";
}

std::string LabelText(const Example& example, const ScoredFinding& finding) {
  if (!example.labels_known) return "unknown";
  return finding.labelled ? "✓ yes" : "no";
}

void WriteFindings(HtmlWriter& html, const Example& example) {
  html.Open("table", "class=\"findings\"");
  html.Element("caption", "Highest scores; the tick on the bar is the threshold");
  html.Open("thead");
  html.Open("tr");
  html.Element("th", "Finding", "scope=\"col\"");
  html.Element("th", "Score", "scope=\"col\" colspan=\"2\"");
  html.Element("th", "Threshold", "scope=\"col\" class=\"number\"");
  html.Element("th", "Decision", "scope=\"col\"");
  html.Element("th", "True label", "scope=\"col\"");
  html.Close();
  html.Close();
  html.Open("tbody");
  for (const auto& finding : example.findings) {
    const std::string decision = DecisionText(finding);
    html.Open("tr", decision == "above" ? "class=\"above\"" : "");
    html.Element("th", ShortenText(finding.text, 80), "scope=\"row\"");
    html.Open("td", "class=\"bar\"");
    html.Trusted(ScoreBar(finding.score, finding.threshold));
    html.Close();
    html.Element("td", FormatFixed(finding.score, 2), "class=\"number\"");
    html.Element("td", finding.threshold ? FormatFixed(*finding.threshold, 2) : "–",
                 "class=\"number\"");
    html.Element("td", decision);
    html.Element("td", LabelText(example, finding),
                 finding.labelled ? "class=\"carried\"" : "class=\"muted\"");
    html.Close();
  }
  html.Close();
  html.Close();
}

void WriteExample(HtmlWriter& html, const Example& example, const std::string& heading) {
  html.Open("article", "class=\"example\"");
  html.Element("h3", heading);
  WriteEcgFigure(html, example.window,
                 {EcgLayout::k3x4, "Record " + example.record_id, example.person});
  html.Open("div", "class=\"beside\"");
  html.Open("div");
  html.Element("h4", "Report");
  if (example.report.empty()) {
    html.Element("p", "No report.", "class=\"muted\"");
  } else {
    html.Element("blockquote", ShortenText(example.report, kMaxReportLetters), "dir=\"auto\"");
  }
  WriteNames(html, "True labels", example.labels);
  WriteNames(html, "Codes in the dataset", example.codes);
  html.Close();
  html.Open("div", "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Findings\"");
  if (example.findings.empty()) {
    html.Element("p", "Not scored.", "class=\"muted\"");
  } else {
    WriteFindings(html, example);
  }
  html.Close();
  html.Close();
  html.Close();
}

}  // namespace

std::string ScoreBar(double score, std::optional<double> threshold) {
  const auto percent = [](double share) {
    return FormatFixed(100.0 * std::clamp(share, 0.0, 1.0), 1);
  };
  std::string svg =
      "<svg class=\"score\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\"><rect class=\"track\" y=\"2\" width=\"100\" height=\"6\"/>"
      "<rect class=\"level\" y=\"2\" height=\"6\" width=\"" +
      percent(score) + "\"/>";
  if (threshold) {
    svg += "<rect class=\"tick\" width=\"1.2\" height=\"10\" x=\"" + percent(*threshold) + "\"/>";
  }
  return svg + "</svg>";
}

void WriteEcgFigure(HtmlWriter& html, const EcgWindow& window, const EcgPaperOptions& options) {
  html.Open("figure", "class=\"ecg\" tabindex=\"0\"");
  html.Trusted(RenderPicture(EcgPaperSize(options.layout),
                             {PictureFormat::kSvg, DescribeEcgPaper(window, options)},
                             [&](Canvas& canvas) { DrawEcgPaper(canvas, window, options); }));
  html.Close();
}

void WriteNames(HtmlWriter& html, const std::string& title, const std::vector<std::string>& names) {
  if (names.empty()) return;
  html.Element("h4", title);
  html.Open("ul", "class=\"names\"");
  for (size_t i = 0; i < std::min(kMaxNames, names.size()); ++i) {
    html.Element("li", ShortenText(names[i], 80));
  }
  if (names.size() > kMaxNames) html.Element("li", "and more");
  html.Close();
}

void WriteExamplesSection(HtmlWriter& html, const ReportData& data) {
  OpenSection(html, "examples", "Example ECGs");
  if (data.examples.empty()) {
    html.Element("p", "No examples; the notes at the top say why.", "class=\"note\"");
  } else {
    html.Element("p", data.example_choice, "class=\"meta\"");
  }
  const std::string count = std::to_string(data.examples.size());
  for (size_t i = 0; i < data.examples.size(); ++i) {
    WriteExample(html, data.examples[i], "Example " + std::to_string(i + 1) + " of " + count);
  }
  html.Close();
}

}  // namespace supreme
