#include "data/table_values.h"

#include <cmath>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kLargestWhole = 1e15;

Error CellError(std::string_view column, std::string_view cell, const std::string& where) {
  return Error(ErrorCode::kCorruptData,
               std::string(column) + " \"" + std::string(cell) + "\" is not understood", where,
               "mend the cell");
}

bool IsWhole(double value) {
  return std::abs(value) <= kLargestWhole && value == std::nearbyint(value);
}

}  // namespace

double ReadAge(std::string_view cell, const std::string& where) {
  if (Trim(cell).empty()) return std::nan("");
  const auto age = ParseDouble(cell);
  if (!age || *age < 0) throw CellError("age", cell, where);
  return *age;
}

int64_t ReadWhole(std::string_view cell, std::string_view column, int64_t fallback,
                  const std::string& where) {
  if (Trim(cell).empty()) return fallback;
  const auto value = ParseDouble(cell);
  if (!value || !IsWhole(*value)) throw CellError(column, cell, where);
  return static_cast<int64_t>(*value);
}

std::string ReadId(std::string_view cell) {
  const std::string_view id = Trim(cell);
  return std::string(id.ends_with(".0") && ParseInt(id.substr(0, id.size() - 2))
                         ? id.substr(0, id.size() - 2)
                         : id);
}

Sex ReadSex(std::string_view cell, bool numeric, const std::string& where) {
  const std::string word = AsciiLower(Trim(cell));
  if (word.empty()) return Sex::kUnknown;
  if (word == "male" || word == "m") return Sex::kMale;
  if (word == "female" || word == "f") return Sex::kFemale;
  const std::string number = numeric ? ReadId(word) : "";
  if (number == "0") return Sex::kMale;
  if (number == "1") return Sex::kFemale;
  throw CellError("sex", cell, where);
}

}  // namespace supreme
