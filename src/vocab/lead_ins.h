// Words that people put around a finding without changing what they ask: "signs of", "is there",
// "on the ecg".
#pragma once

#include <string>
#include <string_view>

namespace supreme {

// In lower case (ASCII), without a question mark at the end. Keeps at least one word. Words that
// deny ("no signs of") stay.
std::string WithoutLeadIns(std::string_view asked);

}  // namespace supreme
