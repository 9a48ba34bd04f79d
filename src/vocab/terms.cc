#include "vocab/terms.h"

#include <algorithm>
#include <set>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view TermsCsv();  // vocab/terms.csv, embedded at build time

std::vector<Term> ParseTerms(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  std::vector<Term> terms;
  std::set<std::string> seen;
  while (reader.Next()) {
    Term term;
    term.text = reader["term"];
    for (const char* system : {"scp", "aha", "snomed"}) {
      if (!reader[system].empty()) term.codes[system] = reader[system];
    }
    term.wordings.push_back(term.text);
    std::string_view rest = reader["synonyms"];
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(';'), rest.size());
      term.wordings.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const std::string& wording : term.wordings) {
      if (wording.empty() || !seen.insert(wording).second) {
        throw Error(ErrorCode::kCorruptData, "wording \"" + wording + "\" is empty or stands twice",
                    reader.Where());
      }
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

const std::vector<Term>& ReferenceTerms() {
  static const std::vector<Term> terms = ParseTerms(TermsCsv(), "vocab/terms.csv");
  return terms;
}

}  // namespace supreme
