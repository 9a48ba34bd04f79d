// Whether a term of a general medical dictionary is about the ECG, by its words
// (vocab/ecg_words.csv). Paper appendix D.1 asks a language model instead; any predicate can take
// this one's place or look at what it lets through.
#pragma once

#include <functional>
#include <string_view>

namespace supreme {

using IsTermWanted = std::function<bool(std::string_view)>;

// One word that only ECGs have ("qrs", "sinus rhythm"), or two that they share with other fields
// ("atrial", "block"), and none of another field ("maxillary", "congenital"). Any case.
bool IsEcgTerm(std::string_view text);

}  // namespace supreme
