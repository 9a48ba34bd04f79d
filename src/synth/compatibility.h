// What one heart cannot show at once: the rules behind diagnosis.h.
#pragma once

#include "synth/finding.h"

namespace supreme {

// All findings that cannot stand beside `finding`.
const FindingSet& Excluded(Finding finding);

bool IsBaseRhythm(Finding finding);

// Beats start in the ventricles or at a ventricular electrode: nothing can be read off their QRS
// and ST about the heart behind them.
bool IsVentricularRhythm(Finding finding);

}  // namespace supreme
