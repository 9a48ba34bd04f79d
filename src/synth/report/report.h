// The report of a simulated ECG: what a machine or a reader would write, in their style.
//
// Reports are noisy labels, as in life: some true findings are only called possible, some are not
// mentioned, and now and then one is suspected that is not there.
#pragma once

#include <string>
#include <string_view>

#include "core/rng.h"
#include "synth/truth/truth.h"

namespace supreme {

enum class ReportStyle : uint8_t {
  kMuse,     // capitals, one statement per line, closing line
  kGlasgow,  // "Sinus rhythm", "Left axis deviation", "Summary: abnormal ECG"
  kFree,     // a cardiologist's sentences, abbreviations, other orders
  kGerman,   // PTB-XL's free German, lower case
  kEnglish,  // one of the three English styles, drawn for each report
  kMixed,    // one of the four, drawn for each report
};

// "muse", "glasgow", "free", "german", "english", "mixed" and back; kUsage for other words.
std::string_view ReportStyleName(ReportStyle style);
ReportStyle ParseReportStyle(std::string_view word);

struct ReportOptions {
  ReportStyle style = ReportStyle::kEnglish;
  // Of the abnormal findings that are there:
  double uncertain_share = 0.05;    // only "possible …", "cannot rule out …"
  double unmentioned_share = 0.02;  // left out
  // Of all reports: with an uncertain statement on a finding that is not there but easily seen
  // into an ECG like this one.
  double invented_share = 0.02;
  double misspelt_share = 0.01;  // of statements of the free and German styles
};

// Statements separated by ". ", ", " or line ends, as the style has them; UTF-8. Thread-safe.
std::string WriteReport(const Truth& truth, const ReportOptions& options, Rng& rng);

}  // namespace supreme
