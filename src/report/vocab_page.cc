#include "report/vocab_page.h"

#include "core/version.h"
#include "plot/markup.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr const char* kDisclaimer = "Research use, not for diagnosis";

void WriteFigure(HtmlWriter& html, const Figure& figure) {
  html.Open("figure", "class=\"chart\" tabindex=\"0\"");
  html.Trusted(RenderPicture(figure.size, {PictureFormat::kSvg, figure.description}, figure.draw));
  html.Close();
}

void WriteSection(HtmlWriter& html, const VocabSection& section) {
  html.Open("section", HtmlAttribute("id", section.id));
  html.Element("h2", section.title);
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
  html.Open("section", "id=\"facts\"");
  html.Element("h2", "What was done");
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

void WriteHeader(HtmlWriter& html, const VocabReport& report) {
  html.Open("header");
  html.Element("p", "supreme – vocabulary report", "class=\"kicker\"");
  html.Element("h1", ShortenText(report.name, 120));
  html.Element("p", kDisclaimer, "class=\"disclaimer\"");
  html.Open("nav", "aria-label=\"Sections\"");
  for (const VocabSection& section : report.sections) {
    html.Element("a", section.title, HtmlAttribute("href", "#" + section.id));
  }
  html.Element("a", "What was done", "href=\"#facts\"");
  html.Close();
  html.Close();
}

}  // namespace

std::string VocabPage(const VocabReport& report) {
  HtmlWriter html;
  html.Open("html", "lang=\"en\"");
  WriteHead(html, "Vocabulary " + ShortenText(report.name, 80) + " – supreme");
  html.Open("body");
  WriteHeader(html, report);
  html.Open("main");
  for (const VocabSection& section : report.sections) WriteSection(html, section);
  WriteFacts(html, report);
  html.Close();
  html.Open("footer");
  html.Element("p", std::string(kDisclaimer) + ". Made by supreme " + std::string(Version()) +
                        " (" + std::string(GitCommit()) + ").");
  html.Close();
  html.Close();
  html.Close();
  return "<!DOCTYPE html>\n" + html.Finish();
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
