#include "eval/paper_numbers.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

std::string_view PaperNumbersCsv();  // configs/paper_tables.csv, embedded at build time

PaperNumbers::PaperNumbers(std::string content, std::string where) {
  CsvReader csv(std::move(content), std::move(where));
  const size_t table = csv.Column("table"), row = csv.Column("row"), column = csv.Column("column");
  const size_t value = csv.Column("value"), deviation = csv.Column("deviation");
  std::set<std::tuple<std::string, std::string, std::string>> keys;
  while (csv.Next()) {
    PaperNumber number{csv[table], csv[row], csv[column], csv[value], ParseDouble(csv[deviation])};
    if (!csv[deviation].empty() && !number.deviation) {
      throw Error(ErrorCode::kCorruptData, "\"" + csv[deviation] + "\" is no deviation",
                  csv.Where());
    }
    if (!keys.emplace(number.table, number.row, number.column).second) {
      throw Error(ErrorCode::kCorruptData, "the cell stands twice", csv.Where());
    }
    numbers_.push_back(std::move(number));
  }
}

const PaperNumbers& PaperNumbers::Printed() {
  static const PaperNumbers numbers(std::string(PaperNumbersCsv()), "configs/paper_tables.csv");
  return numbers;
}

const PaperNumber& PaperNumbers::Cell(std::string_view table, std::string_view row,
                                      std::string_view column) const {
  const auto found = std::ranges::find_if(numbers_, [&](const PaperNumber& number) {
    return number.table == table && number.row == row && number.column == column;
  });
  if (found != numbers_.end()) return *found;
  throw Error(ErrorCode::kNotFound,
              "no cell \"" + std::string(row) + "\", \"" + std::string(column) + "\"",
              "table " + std::string(table) + " of the paper");
}

double PaperNumbers::At(std::string_view table, std::string_view row,
                        std::string_view column) const {
  const PaperNumber& cell = Cell(table, row, column);
  if (const auto value = ParseDouble(cell.value)) return *value;
  throw Error(ErrorCode::kCorruptData, "\"" + cell.value + "\" is no number",
              "table " + cell.table + " of the paper");
}

}  // namespace supreme
