// Figures of the question tables in JSON and text.
#pragma once

#include <optional>
#include <string>

#include "core/json.h"
#include "eval/asked_texts.h"

namespace supreme {

OrderedJson NumberOrNull(const std::optional<double>& value);
// Sets "auc", "low" and "high"; null where undefined.
void AddFigure(OrderedJson& json, const Figure& figure);
// "0.912", or "-" when undefined; without digits after the third.
std::string FigureText(const std::optional<double>& value);
// "0.912 [0.850, 0.960]"
std::string FigureText(const Figure& figure);
// Padded or cut to so many columns; bytes of UTF-8 that continue a letter take none.
std::string PadRight(std::string text, size_t columns);
std::string PadLeft(const std::string& text, size_t columns);

}  // namespace supreme
