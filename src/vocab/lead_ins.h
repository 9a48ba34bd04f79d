// Words that people put around a finding without changing what they ask: "signs of", "is there",
// "on the ecg".
#pragma once

#include <string>
#include <string_view>

namespace supreme {

// `text` in lower case, words parted by single blanks. Keeps at least one word; a text without such
// words is returned as it is. Words that deny ("no signs of") stay.
std::string WithoutLeadIns(std::string_view text);

}  // namespace supreme
