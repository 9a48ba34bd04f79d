#include "formats/patient_facts.h"

#include <array>
#include <limits>
#include <string>

#include "core/numbers.h"

namespace supreme::formats {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr int kMaxAgeYears = 150;

std::optional<std::chrono::year_month_day> Day(std::optional<int64_t> year,
                                               std::optional<int64_t> month,
                                               std::optional<int64_t> day) {
  if (!year || !month || !day || *year < 1 || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<int64_t> MonthNumber(std::string_view name) {
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (AsciiLower(name) == kMonths[i]) return static_cast<int64_t>(i) + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::year_month_day> ParseDate(std::string_view text) {
  text = Trim(text);
  if (text.size() == 11 && text[2] == '-' && text[6] == '-') {
    return Day(ParseInt(text.substr(7)), MonthNumber(text.substr(3, 3)),
               ParseInt(text.substr(0, 2)));
  }
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
    return Day(ParseInt(text.substr(0, 4)), ParseInt(text.substr(5, 2)),
               ParseInt(text.substr(8, 2)));
  }
  if (text.size() >= 8) {
    return Day(ParseInt(text.substr(0, 4)), ParseInt(text.substr(4, 2)),
               ParseInt(text.substr(6, 2)));
  }
  return std::nullopt;
}

double AgeYears(std::optional<std::chrono::year_month_day> birth,
                std::optional<std::chrono::year_month_day> recorded) {
  constexpr double kUnknownAge = std::numeric_limits<double>::quiet_NaN();
  if (!birth || !recorded) return kUnknownAge;
  int years = static_cast<int>(recorded->year()) - static_cast<int>(birth->year());
  const bool birthday_to_come =
      recorded->month() < birth->month() ||
      (recorded->month() == birth->month() && recorded->day() < birth->day());
  if (birthday_to_come) --years;
  return years >= 0 && years <= kMaxAgeYears ? years : kUnknownAge;
}

Sex ParseSex(std::string_view text) {
  const std::string name = AsciiLower(Trim(text));
  if (name == "m" || name == "male") return Sex::kMale;
  if (name == "f" || name == "female") return Sex::kFemale;
  return Sex::kUnknown;
}

}  // namespace supreme::formats
