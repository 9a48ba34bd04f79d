// The reference vocabulary: names of ECG findings with their codes (vocab/terms.csv), from SCP-ECG
// (71 statements of PTB-XL), AHA/ACC/HRS 2007 part II (primary and secondary statements, doi
// 10.1161/CIRCULATIONAHA.106.180201), the SNOMED CT codes of the PhysioNet/CinC challenges 2020 and
// 2021, the classes of CSN and CPSC-2018, and what reports say beside these.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct Term {
  std::string text;                          // lower case, abbreviations in full
  std::map<std::string, std::string> codes;  // "scp", "aha", "snomed", "umls": those known
  std::vector<std::string> wordings;         // text, then its synonyms
  std::string kind;                          // "rhythm", "infarction", …; may be empty
  std::string source;                        // lists it stands in, joined by ';'
};

// CSV with the columns term, scp, aha, snomed, kind, synonyms (joined by ';'), source, and perhaps
// umls. kCorruptData: no text, a wording or code that stands twice.
std::vector<Term> ParseTerms(std::string_view csv, std::string_view where);
// A file that the user made (supreme vocab terms).
std::vector<Term> ReadTerms(const std::filesystem::path& path);
// In the columns that ParseTerms reads. A ';' inside a wording becomes ','.
void WriteTerms(std::span<const Term> terms, const std::filesystem::path& path);
// The terms that are compiled into the program.
const std::vector<Term>& ReferenceTerms();

}  // namespace supreme
