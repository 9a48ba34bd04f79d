#include "report/answers_page.h"

#include "core/numbers.h"
#include "plot/markup.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxText = 100;
constexpr size_t kMaxReportLetters = 1500;

std::string KindText(const PageQuestion& question) {
  if (question.kind == "resolved") return "resolved to “" + ShortenText(question.text, 80) + "”";
  if (question.kind == "nearest") {
    return "new; answered as “" + ShortenText(question.text, 80) +
           "”; nearest known: " + ShortenText(question.nearest, 100);
  }
  if (question.kind == "new" && !question.nearest.empty()) {
    return "new; nearest known: " + ShortenText(question.nearest, 200);
  }
  // Abbreviations in full and letters without case still count as known.
  const bool same = AsciiLower(question.asked) == question.text;
  if (question.kind == "known" && !same) return "known as “" + ShortenText(question.text, 80) + "”";
  return question.kind;
}

std::string AnswerText(const PageAnswer& answer) {
  if (!answer.threshold) return "–";
  return answer.score >= *answer.threshold ? "yes" : "no";
}

void WriteHeadCells(HtmlWriter& html, const std::vector<std::string>& names) {
  html.Open("thead");
  html.Open("tr");
  for (const auto& name : names) html.Element("th", ShortenText(name, kMaxText), "scope=\"col\"");
  html.Close();
  html.Close();
}

// Questions down, records across: the first thing to look at.
void WriteOverview(HtmlWriter& html, const AnswersData& data) {
  OpenSection(html, "overview", "All answers at a glance");
  html.Element("p",
               "Score, and yes or no by the question's threshold (a new question has none). "
               "✓ marks what is true of the record; shaded cells say yes.",
               "class=\"meta\"");
  html.Open("div", "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All answers\"");
  html.Open("table", "class=\"matrix\"");
  std::vector<std::string> heads = {"Asked"};
  for (const auto& record : data.records) heads.push_back(record.name);
  WriteHeadCells(html, heads);
  html.Open("tbody");
  for (size_t q = 0; q < data.questions.size(); ++q) {
    html.Open("tr");
    html.Open("th", "scope=\"row\"");
    html.Text(ShortenText(data.questions[q].asked, kMaxText));
    html.Element("div", KindText(data.questions[q]), "class=\"code\"");
    html.Close();
    for (const auto& record : data.records) {
      const PageAnswer& answer = record.answers[q];
      const std::string text = AnswerText(answer);
      html.Element("td", FormatFixed(answer.score, 2) + " " + text + (answer.is_true ? " ✓" : ""),
                   text == "yes" ? "class=\"yes\"" : "");
    }
    html.Close();
  }
  html.Close();
  html.Close();
  html.Close();
  html.Close();
}

void WriteAnswers(HtmlWriter& html, const AnswersData& data, const PageRecord& record) {
  html.Open("div", "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Answers\"");
  html.Open("table", "class=\"findings\"");
  html.Element("caption", data.own_questions ? "Answers; the tick on the bar is the threshold"
                                             : "Highest scores; the tick is the threshold");
  html.Open("thead");
  html.Open("tr");
  html.Element("th", "Asked", "scope=\"col\"");
  html.Element("th", "Score", "scope=\"col\" colspan=\"2\"");
  html.Element("th", "Answer", "scope=\"col\"");
  if (record.truth_known) html.Element("th", "True", "scope=\"col\"");
  html.Close();
  html.Close();
  html.Open("tbody");
  for (const PageAnswer& answer : record.answers) {
    const PageQuestion& question = data.questions[answer.question];
    const std::string text = AnswerText(answer);
    html.Open("tr", text == "yes" ? "class=\"above\"" : "");
    html.Open("th", "scope=\"row\"");
    html.Text(ShortenText(question.asked, kMaxText));
    if (data.own_questions) html.Element("div", KindText(question), "class=\"code\"");
    html.Close();
    html.Open("td", "class=\"bar\"");
    html.Trusted(ScoreBar(answer.score, answer.threshold));
    html.Close();
    html.Element("td", FormatFixed(answer.score, 2), "class=\"number\"");
    html.Element("td", text);
    if (record.truth_known) html.Element("td", answer.is_true ? "✓" : "", "class=\"carried\"");
    html.Close();
  }
  html.Close();
  html.Close();
  html.Close();
}

void WriteRecord(HtmlWriter& html, const AnswersData& data, const PageRecord& record) {
  html.Open("article", "class=\"example\"");
  html.Element("h3", ShortenText(record.name, 120));
  WriteEcgFigure(html, record.window, {EcgLayout::k3x4, record.name, record.person});
  for (const auto& warning : record.warnings) {
    html.Element("p", ShortenText(warning, 300), "class=\"note\"");
  }
  html.Open("div", "class=\"beside\"");
  html.Open("div");
  if (record.truth_known) WriteNames(html, "True of this record", record.truths);
  if (!record.report.empty()) {
    html.Element("h4", "Report");
    html.Element("blockquote", ShortenText(record.report, kMaxReportLetters), "dir=\"auto\"");
  }
  if (!record.truth_known && record.report.empty()) {
    html.Element("p", "Nothing else is known of this record.", "class=\"muted\"");
  }
  html.Close();
  WriteAnswers(html, data, record);
  html.Close();
  html.Close();
}

void WriteModelSection(HtmlWriter& html, const AnswersData& data) {
  OpenSection(html, "model", "The model");
  html.Open("dl", "class=\"facts\"");
  for (const Fact& fact : data.facts) {
    html.Open("div");
    html.Element("dt", fact.name);
    html.Element("dd", ShortenText(fact.value, 300));
    html.Close();
  }
  html.Close();
  html.Close();
}

}  // namespace

std::string BuildAnswersPage(const AnswersData& data) {
  HtmlWriter html;
  OpenPage(html, {"Answers of " + ShortenText(data.bundle, 80), "supreme – answers",
                  ShortenText(data.bundle, 120)});
  html.Element("p",
               "A question is known when the model was trained with it, resolved when it is a "
               "wording of a known one, and new otherwise: then its score may be an echo of the "
               "nearest known ones.",
               "class=\"meta\"");
  html.Close();
  html.Open("main");
  if (!data.notes.empty()) {
    html.Open("ul", "class=\"note\"");
    for (const auto& note : data.notes) html.Element("li", ShortenText(note, 500));
    html.Close();
  }
  if (data.own_questions && data.records.size() > 1) WriteOverview(html, data);
  OpenSection(html, "records", "ECGs");
  for (const PageRecord& record : data.records) WriteRecord(html, data, record);
  html.Close();
  WriteModelSection(html, data);
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
