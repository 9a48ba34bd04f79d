// Codes of other lists than a term's own, and which term they mean (vocab/term_codes.csv): second
// SNOMED CT codes of the PhysioNet/CinC challenges, AHA/ACC/HRS convenience statements and
// statements with modifiers ("147+367"), acronyms of the CSN data set, classes of CPSC-2018.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vocab/terms.h"

namespace supreme {

struct TermCode {
  std::string system;  // "aha", "cpsc2018", "csn", "snomed"
  std::string code;
  std::string term;
  bool is_narrower = false;  // the code says more than the term
};

// CSV with the columns system, code, term, match ("same", "narrower"). kCorruptData: an unknown
// term or match, a code that stands twice.
std::vector<TermCode> ParseTermCodes(std::string_view csv, std::string_view where,
                                     const std::vector<Term>& terms);
const std::vector<TermCode>& ExtraTermCodes();

// The reference term with that code, by the term's own codes ("scp", "aha", "snomed") or the table
// above; null when no term has it.
const Term* FindTermByCode(std::string_view system, std::string_view code);

}  // namespace supreme
