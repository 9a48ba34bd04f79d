// The text of a report as machines and people leave it → one clean line for extraction.
// Follows the preparation of MIMIC-IV-ECG's machine reports in MERL (arXiv 2403.06659), but keeps
// the case: extraction decides on that.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace supreme {

// Valid UTF-8 on one line: line ends, tabs and runs of blanks become one space, control characters
// go, "EKG" becomes "ECG" in any case, and blanks and '*', '=', '-' at both ends go.
std::string CleanReport(std::string_view report);

// Cleans each part (a report column or line), drops empty ones and joins them to sentences:
// "Sinus rhythm", "*** Normal ECG ***" → "Sinus rhythm. Normal ECG."
std::string JoinReport(std::span<const std::string> parts);

}  // namespace supreme
