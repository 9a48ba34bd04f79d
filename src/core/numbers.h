// Numbers from and to text, the same in every locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace supreme {

// The whole text must be the number (spaces around it are allowed); otherwise nothing is returned.
// A leading '+' is accepted. Infinity and NaN are refused.
std::optional<double> ParseDouble(std::string_view text);
std::optional<int64_t> ParseInt(std::string_view text);

// Shortest text that reads back to the same value; "nan" for NaN.
std::string FormatDouble(double value);
// `digits` places after the point, 0 to 40.
std::string FormatFixed(double value, int digits);

std::string_view Trim(std::string_view text);
// ASCII only: for keys, lead names, file extensions; report text needs text/unicode.h.
std::string AsciiLower(std::string_view text);

}  // namespace supreme
