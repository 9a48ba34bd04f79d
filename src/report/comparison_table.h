// A table of our figures with the paper's beside them. It goes out as Markdown, CSV, LaTeX and HTML
// (comparison_output.h, latex_output.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace supreme {

// Numbers are in the units that are shown (AUC: percent).
struct ComparisonCell {
  std::optional<double> ours;
  std::optional<double> low, high;  // interval
  std::optional<double> deviation;  // standard deviation
  std::optional<double> paper, paper_deviation;
  std::string text;        // ours, where it is no number
  std::string paper_text;  // as printed, where it is no number
  int digits = 2;          // places after the point; with 0, thousands are set apart
  std::string source;      // file that our figure comes from, or several

  bool has_ours() const { return ours.has_value() || !text.empty(); }
  bool has_paper() const { return paper.has_value() || !paper_text.empty(); }
  // Neither is there: nothing was to be measured.
  bool is_blank() const { return !has_ours() && !has_paper(); }
};

// Ours minus the paper's; nothing when one of them is no number.
std::optional<double> DifferenceOf(const ComparisonCell& cell);
// "77.10 ± 0.21", "77.10 [75.02, 79.11]", "sinus rhythm"; "–" when it is missing.
std::string OursText(const ComparisonCell& cell);
// "paper 77.20 ± 0.21 (−0.10)"; empty when the paper has nothing.
std::string PaperText(const ComparisonCell& cell);

struct ComparisonColumn {
  std::string name;
  bool is_number = true;
  double text_share = 0.0;  // of a page's width that long texts may take; 0: as wide as the text
};

struct ComparisonRow {
  std::string group;  // heading above the first of several rows; may be empty
  std::string name;
  std::vector<ComparisonCell> cells;  // one per column
};

struct ComparisonTable {
  std::string id;        // "1a" … "15", "K.4"
  std::string title;     // one line
  std::string row_name;  // heading of the rows' names
  std::vector<ComparisonColumn> columns;
  std::vector<ComparisonRow> rows;
  std::vector<std::string> notes;  // one line each
};

// "Table 1 (a)", "Table 9", "Appendix K.4".
std::string TableName(const std::string& id);
// "table_1a", "table_9", "table_k4": file names and anchors.
std::string TableFile(const std::string& id);

struct CellCounts {
  size_t measured = 0;
  size_t missing = 0;  // the paper has a figure, we have none
};
CellCounts CountCells(const ComparisonTable& table);

// What "–" and the rest mean; below each table.
inline constexpr char kComparisonLegend[] =
    "Each cell: our figure with ± standard deviation or [95 % interval], below it the paper's and, "
    "in brackets, ours minus the paper's. –: no result of ours. Empty: neither has one.";

}  // namespace supreme
