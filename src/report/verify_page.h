// A verification as one HTML page: counts, a bar chart, and strips of ECGs for each kind of
// problem.
#pragma once

#include <string>

#include "data/verify.h"

namespace supreme {

// Reads the records that are shown (up to three for each check) from `source` again; one that
// cannot be read or drawn is listed without a picture. The page has no script, loads nothing, and
// escapes all text.
std::string BuildVerifyPage(const VerifyReport& report, const VerifySource& source);

}  // namespace supreme
