// From statements to the text of a report, as a style prints it.
#pragma once

#include <string>
#include <vector>

#include "core/rng.h"
#include "synth/report/report.h"

namespace supreme {

struct ReportStatement {
  std::string text;
  bool is_doubtful = false;  // must not stand in a comma list: a doubt would reach its neighbours
  bool is_closing = false;   // "Abnormal ECG"
};

// Misspells, sets upper and lower case and joins, after the habits of `style` (one of the four).
std::string LayOutReport(std::vector<ReportStatement> statements, ReportStyle style,
                         double misspelt_share, Rng& rng);

}  // namespace supreme
