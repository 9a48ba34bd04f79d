// The report a recording machine would print: what it found, how sure it is, a closing line.
//
// Reports are noisy labels, as in life: some true findings are only called possible, some are not
// mentioned, and now and then one is suspected that is not there.
#pragma once

#include <string>

#include "core/rng.h"
#include "synth/finding.h"
#include "synth/heart.h"

namespace supreme {

struct ReportOptions {
  // Of the abnormal findings that are there:
  double uncertain_share = 0.05;    // only "possible …", "cannot rule out …"
  double unmentioned_share = 0.02;  // left out
  // Of all reports: with an uncertain statement on a finding that is not there.
  double invented_share = 0.02;
};

// Statements in English, separated by ". ", in sentence, upper or lower case.
std::string WriteReport(const FindingSet& findings, const Heart& heart,
                        const ReportOptions& options, Rng& rng);

}  // namespace supreme
