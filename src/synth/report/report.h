// The report of a simulated ECG: what a machine or a reader would write, in their style.
//
// Reports are noisy labels, as in life: some true findings are only called possible, some are not
// mentioned, and now and then one is suspected that is not there.
#pragma once

#include <string>

#include "core/rng.h"
#include "synth/truth/truth.h"

namespace supreme {

enum class ReportStyle : uint8_t {
  kMuse,     // capitals, one statement per line, closing line
  kGlasgow,  // "Sinus rhythm", "Left axis deviation", "Summary: abnormal ECG"
  kFree,     // a cardiologist's sentences, abbreviations, other orders
  kGerman,   // PTB-XL's free German, lower case
  kMixed,    // one of the above, drawn for each report
};

struct ReportOptions {
  ReportStyle style = ReportStyle::kMixed;
  // Of the abnormal findings that are there:
  double uncertain_share = 0.05;    // only "possible …", "cannot rule out …"
  double unmentioned_share = 0.02;  // left out
  // Of all reports: with an uncertain statement on a finding that is not there.
  double invented_share = 0.02;
  double misspelt_share = 0.01;  // of statements of the free and German styles
};

// Statements separated by ". " or line ends, as the style has them.
std::string WriteReport(const Truth& truth, const ReportOptions& options, Rng& rng);

}  // namespace supreme
