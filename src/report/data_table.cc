#include "report/data_table.h"

#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "plot/markup.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxCellLetters = 300;

std::string CsvText(const OrderedJson& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void CheckRows(const DataTable& table) {
  for (const auto& row : table.rows) SUPREME_CHECK(row.size() == table.columns.size());
}

}  // namespace

std::string EscapeMarkdown(std::string_view text) {
  std::string escaped;
  for (const char letter : ShortenText(text, kMaxCellLetters)) {
    if (std::string_view("\\|<>`*_[]").find(letter) != std::string_view::npos) escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

Cell TextCell(std::string_view text) { return {std::string(text), std::string(text)}; }

Cell CountCell(uint64_t count) { return {CountText(count), count}; }

Cell NumberCell(double value, int digits) { return {FormatFixed(value, digits), value}; }

Cell ShareCell(uint64_t part, uint64_t whole) {
  if (whole == 0) return NoCell();
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  return {FormatFixed(100.0 * share, 2) + " %", share};
}

Cell NoCell() { return {"–", nullptr}; }

std::string ToMarkdown(const DataTable& table) {
  CheckRows(table);
  std::string text = "**" + EscapeMarkdown(table.title) + "**\n\n|";
  std::string rule = "|";
  for (const Column& column : table.columns) {
    text += " " + EscapeMarkdown(column.name) + " |";
    rule += column.is_number ? " ---: |" : " --- |";
  }
  text += "\n" + rule + "\n";
  for (const auto& row : table.rows) {
    text += '|';
    for (const Cell& cell : row) text += " " + EscapeMarkdown(cell.text) + " |";
    text += '\n';
  }
  if (!table.note.empty()) text += "\n" + table.note + "\n";
  return text;
}

std::string ToCsv(const DataTable& table) {
  CheckRows(table);
  std::vector<std::string> fields;
  for (const Column& column : table.columns) fields.push_back(column.key);
  std::string text = CsvLine(fields);
  for (const auto& row : table.rows) {
    fields.clear();
    for (const Cell& cell : row) fields.push_back(CsvText(cell.value));
    text += CsvLine(fields);
  }
  return text;
}

OrderedJson ToJson(const DataTable& table) {
  CheckRows(table);
  OrderedJson rows = OrderedJson::array();
  for (const auto& row : table.rows) {
    OrderedJson object = OrderedJson::object();
    for (size_t i = 0; i < row.size(); ++i) object[table.columns[i].key] = row[i].value;
    rows.push_back(std::move(object));
  }
  return {{"title", table.title}, {"note", table.note}, {"rows", std::move(rows)}};
}

void WriteTable(HtmlWriter& html, const DataTable& table) {
  CheckRows(table);
  html.Open("div", "class=\"scroll\" tabindex=\"0\"");
  html.Open("table", HtmlAttribute("id", table.id));
  html.Element("caption", table.title);
  html.Open("thead");
  html.Open("tr");
  for (const Column& column : table.columns) {
    html.Element("th", column.name,
                 column.is_number ? "scope=\"col\" class=\"number\"" : "scope=\"col\"");
  }
  html.Close();
  html.Close();
  html.Open("tbody");
  for (const auto& row : table.rows) {
    html.Open("tr");
    for (size_t i = 0; i < row.size(); ++i) {
      html.Element("td", ShortenText(row[i].text, kMaxCellLetters),
                   table.columns[i].is_number ? "class=\"number\"" : "");
    }
    html.Close();
  }
  html.Close();
  html.Close();
  html.Close();
  if (!table.note.empty()) html.Element("p", table.note, "class=\"meta\"");
}

}  // namespace supreme
