#include "eval/statistic_text.h"

#include "core/numbers.h"

namespace supreme {

std::string PText(const std::optional<double>& p) {
  if (!p) return "-";
  return *p < 1e-4 ? "< 0.0001" : FormatFixed(*p, 4);
}

std::string SignedText(const std::optional<double>& value) {
  if (!value) return "-";
  const std::string text = FormatFixed(*value, 3);
  return *value >= 0.0 && text.front() != '-' ? "+" + text : text;
}

std::string SignedText(const std::optional<double>& value,
                       const std::optional<Interval>& interval) {
  std::string text = SignedText(value);
  if (interval) text += " [" + SignedText(interval->low) + ", " + SignedText(interval->high) + "]";
  return text;
}

}  // namespace supreme
