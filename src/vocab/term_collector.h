// Rows of a dictionary, many per concept, gathered into terms.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "vocab/ecg_terms.h"
#include "vocab/terms.h"

namespace supreme {

constexpr size_t kMaxWordingBytes = 300;    // longer ones are definitions
constexpr size_t kMaxConcepts = 1'000'000;  // of those that pass the filter
constexpr size_t kMaxWordingsPerConcept = 100;

struct DictionaryCounts {
  uint64_t lines = 0;
  uint64_t bad_lines = 0;   // too few or too long fields: passed over
  uint64_t other_rows = 0;  // another language, obsolete, suppressed, a definition
  uint64_t unwanted_rows = 0;
};

// What a reader found, and what it passed over.
struct DictionaryTerms {
  std::vector<Term> terms;
  DictionaryCounts counts;
  std::string first_bad_line;  // "file:line: what"; empty when all were good
};

// Not thread-safe.
class TermCollector {
 public:
  // `system` names the codes ("umls", "snomed").
  TermCollector(std::string system, IsTermWanted is_wanted);

  // Wordings are compared in lower case; `is_preferred` ones name the term, the first of them if
  // there are several. kInvalidInput over kMaxConcepts.
  void Add(const std::string& code, std::string_view wording, bool is_preferred);
  // True when `wording` passed the filter.
  bool IsWanted(std::string_view wording) const { return is_wanted_(wording); }

  // By text. A wording of two concepts stays with the one whose code sorts first, so that the
  // result does not depend on the order of rows; a concept left without wordings is dropped.
  std::vector<Term> Take();

 private:
  struct Concept {
    std::string preferred;
    std::vector<std::string> wordings;  // sorted, without doubles
  };
  std::string system_;
  IsTermWanted is_wanted_;
  std::map<std::string, Concept> concepts_;
};

}  // namespace supreme
