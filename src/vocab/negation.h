// Questions that deny something: "no signs of atrial fibrillation", "kein schenkelblock". Text
// encoders put them beside what they deny, so they are answered through it: not yes, but no.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace supreme {

// What the text denies, in lower case (ASCII): "no st elevation" → "st elevation"; nothing when it
// denies nothing, or nothing else is left. Words that are part of a finding ("non-specific",
// "absent r wave") deny nothing; neither does a denial in the middle ("p wave not followed by a
// qrs"). The other's text may still stand for a finding of its own ("no p waves"): look that up
// first.
std::optional<std::string> DeniedPart(std::string_view text);

}  // namespace supreme
