// What one heart cannot show at once: the rules behind diagnosis.h.
#pragma once

#include "synth/finding.h"

namespace supreme {

// All findings that cannot stand beside `finding`.
const FindingSet& Excluded(Finding finding);

bool IsBaseRhythm(Finding finding);

}  // namespace supreme
