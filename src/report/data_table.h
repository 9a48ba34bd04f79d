// A table of results that goes out as Markdown, CSV, JSON and HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "report/html.h"

namespace supreme {

// What people read, and what programs read.
struct Cell {
  std::string text;
  OrderedJson value;  // string, number, bool, or null where there is none
};

Cell TextCell(std::string_view text);
Cell CountCell(uint64_t count);             // "12,345"
Cell NumberCell(double value, int digits);  // as many places as `digits`
Cell ShareCell(uint64_t part,
               uint64_t whole);  // "12.34 %"; value from 0 to 1; none when whole is 0
Cell NoCell();                   // "–"

struct Column {
  std::string key;   // in CSV and JSON
  std::string name;  // for people
  bool is_number = false;
};

struct DataTable {
  std::string id;     // file name, e.g. "table_2"
  std::string title;  // one line
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // as many cells as columns (kInternal otherwise)
  std::string note;                     // below the table; may be empty
};

// Text of strangers for a cell or line of GitHub's Markdown; long text is cut.
std::string EscapeMarkdown(std::string_view text);

// Title, table and note in GitHub's Markdown. Cells are cleaned and escaped.
std::string ToMarkdown(const DataTable& table);
// Header of keys, then values in full precision.
std::string ToCsv(const DataTable& table);
// {"title", "note", "rows": [{key: value, …}, …]}
OrderedJson ToJson(const DataTable& table);
void WriteTable(HtmlWriter& html, const DataTable& table);

}  // namespace supreme
