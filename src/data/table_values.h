// Cells of a dataset's table as typed values; every error names the column and the place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "signal/record.h"

namespace supreme {

// NaN for an empty cell. Errors: kCorruptData.
double ReadAge(std::string_view cell, const std::string& where);
// Whole number, also written "3.0"; `fallback` for an empty cell.
int64_t ReadWhole(std::string_view cell, std::string_view column, int64_t fallback,
                  const std::string& where);
// "15709.0" and "15709" are one patient; other ids stay as they are.
std::string ReadId(std::string_view cell);
// male, female, m, f in any case; with `numeric` also PTB-XL's 0 (male) and 1 (female).
Sex ReadSex(std::string_view cell, bool numeric, const std::string& where);

}  // namespace supreme
