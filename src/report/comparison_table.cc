#include "report/comparison_table.h"

#include <cctype>
#include <cmath>

#include "core/error.h"
#include "core/numbers.h"
#include "report/sections.h"

namespace supreme {
namespace {

// With "−" before what is below 0, as printers set it.
std::string NumberText(double value, int digits) {
  if (value < 0.0) return "−" + NumberText(-value, digits);
  if (digits > 0 || value > 1e15) return FormatFixed(value, digits);
  return CountText(static_cast<uint64_t>(std::llround(value)));
}

// With a sign in any case.
std::string SignedText(double value, int digits) {
  const std::string size = NumberText(std::abs(value), digits);
  const bool is_zero = size.find_first_not_of("0.") == std::string::npos;
  if (is_zero) return "±" + size;
  return (value < 0.0 ? "−" : "+") + size;
}

}  // namespace

std::optional<double> DifferenceOf(const ComparisonCell& cell) {
  if (!cell.ours || !cell.paper) return {};
  return *cell.ours - *cell.paper;
}

std::string OursText(const ComparisonCell& cell) {
  if (!cell.text.empty()) return cell.text;
  if (!cell.ours) return cell.is_blank() ? "" : "–";
  std::string text = NumberText(*cell.ours, cell.digits);
  if (cell.deviation) {
    text += " ± " + FormatFixed(*cell.deviation, cell.digits);
  } else if (cell.low && cell.high) {
    text += " [" + FormatFixed(*cell.low, cell.digits) + ", " +
            FormatFixed(*cell.high, cell.digits) + "]";
  }
  return text;
}

std::string PaperText(const ComparisonCell& cell) {
  if (!cell.has_paper()) return "";
  if (!cell.paper) return "paper: " + cell.paper_text;
  std::string text = "paper " + NumberText(*cell.paper, cell.digits);
  if (cell.paper_deviation) text += " ± " + FormatFixed(*cell.paper_deviation, cell.digits);
  if (const auto difference = DifferenceOf(cell)) {
    text += " (" + SignedText(*difference, cell.digits) + ")";
  }
  return text;
}

std::string TableName(const std::string& id) {
  SUPREME_CHECK(!id.empty());
  if (id.front() == 'K') return "Appendix " + id;
  if (std::isalpha(static_cast<unsigned char>(id.back())) == 0) return "Table " + id;
  return "Table " + id.substr(0, id.size() - 1) + " (" + id.back() + ")";
}

std::string TableFile(const std::string& id) {
  std::string name = "table_";
  for (const char letter : AsciiLower(id)) {
    if (letter != '.') name += letter;
  }
  return name;
}

CellCounts CountCells(const ComparisonTable& table) {
  CellCounts counts;
  for (const ComparisonRow& row : table.rows) {
    SUPREME_CHECK(row.cells.size() == table.columns.size());
    for (const ComparisonCell& cell : row.cells) {
      if (cell.has_ours()) ++counts.measured;
      if (!cell.has_ours() && cell.has_paper()) ++counts.missing;
    }
  }
  return counts;
}

}  // namespace supreme
