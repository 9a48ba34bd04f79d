#include "report/vocab_page.h"

#include "plot/markup.h"
#include "report/page_frame.h"
#include "report/page_parts.h"

namespace supreme {
namespace {

void WriteFigure(HtmlWriter& html, const Figure& figure) {
  WriteChart(html, {figure.size, figure.description, figure.draw});
}

void WriteSection(HtmlWriter& html, const VocabSection& section) {
  OpenSection(html, section.id, section.title);
  if (!section.text.empty()) html.Element("p", section.text, "class=\"meta\"");
  for (const Figure& figure : section.figures) WriteFigure(html, figure);
  for (const DataTable& table : section.tables) {
    html.Open("article");
    WriteTable(html, table);
    html.Close();
  }
  html.Close();
}

void WriteFacts(HtmlWriter& html, const VocabReport& report) {
  OpenSection(html, "facts", "What was done");
  html.Open("dl", "class=\"facts\"");
  for (const auto& [name, value] : report.facts) {
    html.Open("div");
    html.Element("dt", name);
    html.Element("dd", ShortenText(value, 400));
    html.Close();
  }
  html.Close();
  html.Close();
}

void WriteNavigation(HtmlWriter& html, const VocabReport& report) {
  html.Open("nav", "aria-label=\"Sections\"");
  for (const VocabSection& section : report.sections) {
    html.Element("a", section.title, HtmlAttribute("href", "#" + section.id));
  }
  html.Element("a", "What was done", "href=\"#facts\"");
  html.Close();
}

}  // namespace

std::string VocabPage(const VocabReport& report) {
  HtmlWriter html;
  OpenPage(html, {"Vocabulary " + ShortenText(report.name, 80), "supreme – vocabulary report",
                  ShortenText(report.name, 120)});
  WriteNavigation(html, report);
  html.Close();
  html.Open("main");
  for (const VocabSection& section : report.sections) WriteSection(html, section);
  WriteFacts(html, report);
  html.Close();
  return ClosePage(html);
}

std::string VocabMarkdown(const VocabReport& report) {
  std::string text = "# Vocabulary report\n";
  for (const VocabSection& section : report.sections) {
    text += "\n## " + section.title + "\n";
    if (!section.text.empty()) text += "\n" + section.text + "\n";
    for (const Figure& figure : section.figures) {
      text += "\n![" + section.title + "](figures/" + figure.id + ".svg)\n";
    }
    for (const DataTable& table : section.tables) text += "\n" + ToMarkdown(table);
  }
  DataTable facts{"facts", "What was done", {{"name", "What"}, {"value", "Value"}}, {}, ""};
  facts.rows.push_back({TextCell("Vocabulary"), TextCell(report.name)});
  for (const auto& [name, value] : report.facts) {
    facts.rows.push_back({TextCell(name), TextCell(value)});
  }
  return text + "\n## What was done\n\n" + ToMarkdown(facts);
}

}  // namespace supreme
