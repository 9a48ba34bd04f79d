#include "report/gallery_page.h"

#include <algorithm>

#include "core/numbers.h"
#include "plot/markup.h"
#include "report/audit_page_parts.h"
#include "report/examples.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxReportLetters = 1500;
constexpr size_t kMaxNameLetters = 80;

std::string Percent(double share) { return FormatFixed(100.0 * share, 0) + " %"; }

void WriteScores(HtmlWriter& html, const GalleryEntry& entry) {
  html.Open("table", "class=\"findings\"");
  html.Element("caption", "Highest scores of this task");
  html.Open("tbody");
  for (const auto& [code, score] : entry.top) {
    const bool carried =
        std::find(entry.labels.begin(), entry.labels.end(), code) != entry.labels.end();
    html.Open("tr");
    html.Element("th", ShortenText(code, kMaxNameLetters), "scope=\"row\"");
    html.Open("td", "class=\"bar\"");
    html.Trusted(ScoreBar(score, std::nullopt));
    html.Close();
    html.Element("td", FormatFixed(score, 2), "class=\"number\"");
    html.Element("td", carried ? "✓ label" : "", "class=\"carried\"");
    html.Close();
  }
  html.Close();
  html.Close();
}

// `verdict`: what went wrong, in one sentence.
void WriteEntry(HtmlWriter& html, const GalleryEntry& entry, const std::string& kind,
                const std::string& verdict) {
  html.Open("article", "class=\"example\"");
  html.Element("h3", kind + ": record " + ShortenText(entry.row.record_id, kMaxNameLetters));
  html.Element("p", verdict, "class=\"meta\"");
  WriteEcgFigure(
      html, entry.window,
      {EcgLayout::k3x4, entry.row.record_id, PersonText(entry.row.age_years, entry.row.sex)});
  if (!entry.row.quality.empty()) {
    html.Element("p", "Signal: " + ShortenText(entry.row.quality, 200), "class=\"note\"");
  }
  html.Open("div", "class=\"beside\"");
  html.Open("div");
  WriteNames(html, "Classes it carries", entry.labels);
  WriteNames(html, "Codes", entry.codes);
  if (!entry.report.empty()) {
    html.Element("h4", "Report");
    html.Element("blockquote", ShortenText(entry.report, kMaxReportLetters), "dir=\"auto\"");
  }
  html.Close();
  html.Open("div");
  WriteScores(html, entry);
  html.Close();
  html.Close();
  html.Close();
}

void WriteClass(HtmlWriter& html, const GalleryClass& entry, size_t index) {
  OpenSection(html, "class" + std::to_string(index),
              ShortenText(entry.code + ": " + entry.prompt, 2 * kMaxNameLetters));
  html.Element("p",
               "AUC " + (entry.auroc ? FormatFixed(*entry.auroc, 3) : std::string("undefined")) +
                   ", " + CountText(entry.positive_count) + " records with it, " +
                   CountText(entry.negative_count) + " without",
               "class=\"meta\"");
  if (entry.false_positives.empty() && entry.false_negatives.empty()) {
    html.Element("p", "No mistake: every record with it scores above every other.",
                 "class=\"muted\"");
  }
  for (const GalleryEntry& mistake : entry.false_positives) {
    WriteEntry(html, mistake, "Said yes, label says no",
               "Score " + FormatFixed(mistake.mistake.score, 3) + ": above " +
                   Percent(mistake.mistake.share) + " of the records that have it.");
  }
  for (const GalleryEntry& mistake : entry.false_negatives) {
    WriteEntry(html, mistake, "Said no, label says yes",
               "Score " + FormatFixed(mistake.mistake.score, 3) + ": below " +
                   Percent(mistake.mistake.share) + " of the records that do not have it.");
  }
  html.Close();
}

}  // namespace

std::string BuildGalleryPage(const Gallery& gallery) {
  HtmlWriter html;
  OpenPage(html, {"Mistakes on " + ShortenText(gallery.facts.task, kMaxNameLetters),
                  "supreme – error gallery", "The most confident mistakes"});
  WriteFactsLine(html, gallery.facts);
  html.Element("p",
               "Classes where the model is worst come first. A mistake here may be one of the "
               "model or one of the label: look at the ECG.",
               "class=\"meta\"");
  html.Open("nav", "aria-label=\"Classes\"");
  for (size_t i = 0; i < gallery.classes.size(); ++i) {
    html.Element("a", ShortenText(gallery.classes[i].code, kMaxNameLetters),
                 HtmlAttribute("href", "#class" + std::to_string(i)));
  }
  html.Close();
  html.Close();
  html.Open("main");
  for (size_t i = 0; i < gallery.classes.size(); ++i) WriteClass(html, gallery.classes[i], i);
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
