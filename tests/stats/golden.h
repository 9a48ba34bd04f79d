// Reads the golden tables of testdata/stats.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"

namespace supreme {

inline CsvReader OpenGolden(const char* name) {
  return CsvReader::Open(std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/stats" / name);
}

inline std::vector<double> GoldenNumbers(std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    const size_t space = std::min(text.find(' '), text.size());
    numbers.push_back(ParseDouble(text.substr(0, space)).value());
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return numbers;
}

// "0110" or "0 1 1 0".
inline std::vector<uint8_t> GoldenLabels(std::string_view text) {
  std::vector<uint8_t> labels;
  for (const char letter : text) {
    if (letter != ' ') labels.push_back(letter == '1' ? 1 : 0);
  }
  return labels;
}

// Nothing for "undefined".
inline std::optional<double> GoldenNumber(std::string_view text) {
  if (text == "undefined") return std::nullopt;
  return ParseDouble(text).value();
}

// Equal to 1e-12, relative for values above 1.
inline void ExpectGolden(double actual, double expected, const std::string& where) {
  EXPECT_NEAR(actual, expected, 1e-12 * std::max(1.0, std::abs(expected))) << where;
}

inline void ExpectGolden(const std::optional<double>& actual, std::string_view expected,
                         const std::string& where) {
  const auto value = GoldenNumber(expected);
  ASSERT_EQ(actual.has_value(), value.has_value()) << where;
  if (value) ExpectGolden(*actual, *value, where);
}

}  // namespace supreme
