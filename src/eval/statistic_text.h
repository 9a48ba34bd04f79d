// Tests and differences in text.
#pragma once

#include <optional>
#include <string>

#include "stats/bootstrap.h"

namespace supreme {

// "0.0312", "< 0.0001", "-" when undefined.
std::string PText(const std::optional<double>& p);
// "+0.012", "-" when undefined.
std::string SignedText(const std::optional<double>& value);
// "+0.012 [-0.003, +0.027]"
std::string SignedText(const std::optional<double>& value, const std::optional<Interval>& interval);

}  // namespace supreme
