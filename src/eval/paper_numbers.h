// The numbers that the paper prints in its tables (configs/paper_tables.csv, compiled into the
// program), by table, row and column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct PaperNumber {
  std::string table;  // "1a" … "1h", "2" … "15"; "K.4", "K.5": figures in the text there
  std::string row;
  std::string column;
  std::string value;                // as printed: "77.20", "AdamW"
  std::optional<double> deviation;  // standard deviation, where one is printed
};

class PaperNumbers {
 public:
  // kCorruptData for a wrong header, a doubled key or a deviation that is no number.
  PaperNumbers(std::string csv, std::string where);
  static const PaperNumbers& Printed();

  const std::vector<PaperNumber>& all() const { return numbers_; }
  // kNotFound when there is no such cell.
  const PaperNumber& Cell(std::string_view table, std::string_view row,
                          std::string_view column) const;
  // kNotFound; kCorruptData when the cell is no number.
  double At(std::string_view table, std::string_view row, std::string_view column) const;

 private:
  std::vector<PaperNumber> numbers_;
};

}  // namespace supreme
