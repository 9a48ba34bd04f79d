// What readers leave unsaid because another statement says it, what they take one finding for, and
// which findings leave an ECG "otherwise normal".
#pragma once

#include <span>

#include "synth/finding.h"

namespace supreme {

struct FindingPair {
  Finding shown;  // is there
  Finding other;  // what it makes a reader leave out, or suspect
};

// `shown` says `other` too: "left ventricular hypertrophy with strain" needs no second LVH.
std::span<const FindingPair> SaidByAnother();

// `shown` is now and then read as `other`, or with it. A pair with kNormalEcg stands for any ECG.
std::span<const FindingPair> Lookalikes();

// True for findings that machines still call "otherwise normal" or "borderline".
bool IsMinor(Finding finding);

}  // namespace supreme
