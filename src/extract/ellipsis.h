// What a statement leaves unsaid, written out for the grammar.
#pragma once

#include <string>
#include <string_view>

#include "extract/lexicon.h"

namespace supreme {

// Of a normalised English statement:
//   words that two findings share: "left and right atrial enlargement", "normal intervals and
//   axis", "premature ventricular or aberrantly conducted complexes"; a place inside a finding:
//   "low limb lead voltage" → "low voltage in limb leads"; a place before a verb: "lead v2 shows
//   artifact" → "artifact in v2"; a finding that a bracket makes precise or repeats: "2nd degree av
//   block (mobitz i)" → "mobitz i)", "left anterior fascicular block (lafb)" → "left anterior
//   fascicular block)"; a verdict behind the word "ECG": "ecg: probably normal" → "probably normal
//   ecg"; a measure at its limit: "pr interval is at upper limit" → "prolonged pr interval is at
//   …".
// Everything else stays as it is. Thread-safe.
std::string WriteOutEllipses(std::string_view statement, const Lexicon& lexicon);

}  // namespace supreme
