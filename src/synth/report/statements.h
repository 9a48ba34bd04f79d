// The wordings of report statements, as ECG machines print them.
#pragma once

#include <span>
#include <string_view>

#include "synth/finding.h"
#include "synth/heart.h"

namespace supreme {

enum class Wording { kCertain, kUncertain };

// Several wordings of the same statement; never empty. `territory` matters for T inversion only.
std::span<const std::string_view> Statements(Finding finding, Wording wording,
                                             Territory territory = Territory::kNone);

// What a first-degree block or premature beats add to the rhythm: "with frequent PVCs".
// Empty for findings that are stated by themselves.
std::span<const std::string_view> RhythmAdditions(Finding finding);

}  // namespace supreme
