// A report cut into statements, the unit that is extracted and stored once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Lower case (Unicode), one space between words, typographic dashes and quotes as ASCII, no marks
// ("***", "---", a final period) around the text. Reports that differ only in these are the same.
std::string NormalizeStatement(std::string_view text);

// Cuts at line breaks, ';', '|', "***", "---" and at periods that end a sentence (not in "0.5 mV",
// "vent. rate", "a.v. block"); each part is normalised, empty ones are left out.
// At most kMaxReportBytes are read; kInvalidInput beyond.
inline constexpr size_t kMaxReportBytes = 1 << 20;
std::vector<std::string> SplitStatements(std::string_view report);

}  // namespace supreme
