// Which queries mean what a code of a dataset means: a test of "seen in pre-training" that asks no
// text encoder, so that neither a threshold nor near words decide it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/query_set.h"

namespace supreme {

// A query stands for its own codes, for the reference term (vocab/terms.h) that each of them names,
// and for the reference terms that it and the wordings merged into it are. A code of a dataset
// stands for itself and for its term (vocab/term_codes.h), also where it says more than the term.
// Immutable, thread-safe.
class QueryCodes {
 public:
  explicit QueryCodes(const QuerySet& queries);

  // Rows of the query set, rising. Codes of six digits or more are SNOMED CT, "AHA:…" is
  // AHA/ACC/HRS, others are the dataset's own where there is a list of them ("csn", "cpsc2018") and
  // SCP-ECG elsewhere.
  std::vector<size_t> Find(std::string_view dataset, std::string_view code) const;

 private:
  void Add(const std::string& key, size_t query);

  std::map<std::string, std::vector<size_t>, std::less<>> queries_of_;  // by meaning
};

}  // namespace supreme
