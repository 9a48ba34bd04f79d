#include "eval/figure_output.h"

#include <algorithm>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr int kDigits = 3;

size_t ColumnCount(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

OrderedJson NumberOrNull(const std::optional<double>& value) {
  return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

void AddFigure(OrderedJson& json, const Figure& figure) {
  const auto& interval = figure.interval;
  json["auc"] = NumberOrNull(figure.auroc);
  json["low"] = interval ? OrderedJson(interval->low) : OrderedJson(nullptr);
  json["high"] = interval ? OrderedJson(interval->high) : OrderedJson(nullptr);
}

std::string FigureText(const std::optional<double>& value) {
  return value ? FormatFixed(*value, kDigits) : "-";
}

std::string FigureText(const Figure& figure) {
  std::string text = FigureText(figure.auroc);
  if (figure.auroc && figure.interval) {
    text += " [" + FormatFixed(figure.interval->low, kDigits) + ", " +
            FormatFixed(figure.interval->high, kDigits) + "]";
  }
  return text;
}

std::string PadRight(std::string text, size_t columns) {
  while (ColumnCount(text) > columns) text.pop_back();
  return text + std::string(columns - ColumnCount(text), ' ');
}

std::string PadLeft(const std::string& text, size_t columns) {
  return std::string(columns - std::min(columns, ColumnCount(text)), ' ') + text;
}

}  // namespace supreme
