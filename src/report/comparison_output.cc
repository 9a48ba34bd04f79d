#include "report/comparison_output.h"

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "plot/markup.h"
#include "report/data_table.h"

namespace supreme {
namespace {

std::string Number(const std::optional<double>& value) {
  return value ? FormatDouble(*value) : std::string();
}

std::string MarkdownCell(const ComparisonCell& cell) {
  std::string text = EscapeMarkdown(OursText(cell));
  const std::string paper = PaperText(cell);
  return paper.empty() ? text : text + "<br>" + EscapeMarkdown(paper);
}

std::vector<std::string> CsvFields(const ComparisonTable& table, const ComparisonRow& row,
                                   size_t column) {
  const ComparisonCell& cell = row.cells[column];
  return {table.id,
          CleanText(row.group),
          CleanText(row.name),
          CleanText(table.columns[column].name),
          cell.text.empty() ? Number(cell.ours) : CleanText(cell.text),
          Number(cell.low),
          Number(cell.high),
          Number(cell.deviation),
          cell.paper ? Number(cell.paper) : CleanText(cell.paper_text),
          Number(cell.paper_deviation),
          Number(DifferenceOf(cell)),
          cell.has_ours() ? "measured" : "missing",
          CleanText(cell.source)};
}

void WriteHead(HtmlWriter& html, const ComparisonTable& table) {
  html.Open("thead");
  html.Open("tr");
  html.Element("th", table.row_name, "scope=\"col\"");
  for (const ComparisonColumn& column : table.columns) {
    html.Element("th", column.name,
                 column.is_number ? "scope=\"col\" class=\"number\"" : "scope=\"col\"");
  }
  html.Close();
  html.Close();
}

void WriteCell(HtmlWriter& html, const ComparisonCell& cell, bool is_number) {
  html.Open("td", is_number ? "class=\"number\"" : "");
  html.Text(OursText(cell));
  const std::string paper = PaperText(cell);
  if (!paper.empty()) {
    html.Void("br", "");
    html.Element("span", paper, "class=\"code\"");
  }
  html.Close();
}

void WriteBody(HtmlWriter& html, const ComparisonTable& table) {
  html.Open("tbody");
  std::string group;
  for (const ComparisonRow& row : table.rows) {
    if (row.group != group) {
      group = row.group;
      html.Open("tr");
      html.Element("th", group,
                   "scope=\"rowgroup\" class=\"carried\" colspan=\"" +
                       std::to_string(table.columns.size() + 1) + "\"");
      html.Close();
    }
    html.Open("tr");
    html.Element("th", row.name, "scope=\"row\"");
    for (size_t i = 0; i < row.cells.size(); ++i) {
      WriteCell(html, row.cells[i], table.columns[i].is_number);
    }
    html.Close();
  }
  html.Close();
}

}  // namespace

std::string ToMarkdown(const ComparisonTable& table) {
  std::string text = "# " + TableName(table.id) + ". " + EscapeMarkdown(table.title) + "\n\n| " +
                     EscapeMarkdown(table.row_name) + " |";
  std::string rule = "| --- |";
  for (const ComparisonColumn& column : table.columns) {
    text += " " + EscapeMarkdown(column.name) + " |";
    rule += column.is_number ? " ---: |" : " --- |";
  }
  text += "\n" + rule + "\n";
  std::string group;
  for (const ComparisonRow& row : table.rows) {
    SUPREME_CHECK(row.cells.size() == table.columns.size());
    if (row.group != group) {
      group = row.group;
      text += "| **" + EscapeMarkdown(group) + "** |";
      for (size_t i = 0; i < table.columns.size(); ++i) text += " |";
      text += "\n";
    }
    text += "| " + EscapeMarkdown(row.name) + " |";
    for (const ComparisonCell& cell : row.cells) text += " " + MarkdownCell(cell) + " |";
    text += "\n";
  }
  for (const std::string& note : table.notes) text += "\n" + EscapeMarkdown(note) + "\n";
  return text + "\n" + EscapeMarkdown(kComparisonLegend) + "\n";
}

std::string ToCsv(const ComparisonTable& table) {
  std::string csv = CsvLine({"table", "group", "row", "column", "ours", "low", "high", "sd",
                             "paper", "paper_sd", "difference", "status", "source"});
  for (const ComparisonRow& row : table.rows) {
    SUPREME_CHECK(row.cells.size() == table.columns.size());
    for (size_t i = 0; i < row.cells.size(); ++i) {
      if (!row.cells[i].is_blank()) csv += CsvLine(CsvFields(table, row, i));
    }
  }
  return csv;
}

void WriteTable(HtmlWriter& html, const ComparisonTable& table) {
  html.Open("article", HtmlAttribute("id", TableFile(table.id)));
  const std::string title = TableName(table.id) + ". " + table.title;
  html.Element("h3", title);
  html.Open("div", "class=\"scroll\" tabindex=\"0\"");
  html.Open("table", HtmlAttribute("aria-label", title));
  WriteHead(html, table);
  WriteBody(html, table);
  html.Close();
  html.Close();
  for (const std::string& note : table.notes) html.Element("p", note, "class=\"meta\"");
  html.Close();
}

}  // namespace supreme
