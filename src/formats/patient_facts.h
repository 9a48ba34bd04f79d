// Age and sex as device files write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "signal/record.h"

namespace supreme::formats {

// "19530508…" (HL7), "1951-01-01" (Philips) or "02-MAY-1951" (EDF+); nothing for other texts and
// for days that no calendar has.
std::optional<std::chrono::year_month_day> ParseDate(std::string_view text);

// Completed years between two days; NaN when one is not known or the result is not 0 to 150.
double AgeYears(std::optional<std::chrono::year_month_day> birth,
                std::optional<std::chrono::year_month_day> recorded);

// "M", "male", "F", "Female" in any case; kUnknown for the rest.
Sex ParseSex(std::string_view text);

}  // namespace supreme::formats
