// The scp_codes column of PTB-XL: a Python dict of statement → likelihood, written as text.
#pragma once

#include <string_view>
#include <vector>

#include "data/pack_tables.h"

namespace supreme {

// "{'NORM': 100.0, 'SR': 0.0}" → codes in that order. Nothing is evaluated: only quoted names and
// numbers are understood. kCorruptData with `where` for anything else or a doubled code.
std::vector<PackCode> ParseScpCodes(std::string_view text, std::string_view where);

}  // namespace supreme
