// The reference vocabulary: names of ECG findings with their codes (vocab/terms.csv), from SCP-ECG
// (71 statements of PTB-XL), AHA/ACC/HRS 2007 (doi 10.1161/CIRCULATIONAHA.106.180200) and the
// SNOMED CT codes of the PhysioNet/CinC challenges.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct Term {
  std::string text;                          // lower case, abbreviations in full
  std::map<std::string, std::string> codes;  // "scp", "aha", "snomed", those that are known
  std::vector<std::string> wordings;         // text, then its synonyms
};

// CSV with the columns term, scp, aha, snomed, kind, synonyms (joined by ';'), source.
std::vector<Term> ParseTerms(std::string_view csv, std::string_view where);
// The terms that are compiled into the program.
const std::vector<Term>& ReferenceTerms();

}  // namespace supreme
