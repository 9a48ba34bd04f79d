#include "vocab/terms.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view TermsCsv();  // vocab/terms.csv, embedded at build time

namespace {

constexpr std::array kSystems = {"scp", "aha", "snomed", "umls"};

}  // namespace

std::vector<Term> ParseTerms(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  std::vector<Term> terms;
  std::set<std::string> seen;
  std::set<std::pair<std::string, std::string>> codes;
  while (reader.Next()) {
    Term term;
    term.text = reader["term"];
    term.kind = reader["kind"];
    term.source = reader["source"];
    for (const char* system : kSystems) {
      const auto column = reader.FindColumn(system);
      if (!column || reader[*column].empty()) continue;
      term.codes[system] = reader[*column];
      if (codes.emplace(system, reader[*column]).second) continue;
      throw Error(ErrorCode::kCorruptData, "code " + reader[*column] + " stands twice",
                  reader.Where());
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

std::vector<Term> ReadTerms(const std::filesystem::path& path) {
  return ParseTerms(ReadFile(path), path.string());
}

void WriteTerms(std::span<const Term> terms, const std::filesystem::path& path) {
  CsvWriter writer(path, {"term", "scp", "aha", "snomed", "umls", "kind", "synonyms", "source"});
  for (const Term& term : terms) {
    std::string synonyms;
    for (size_t i = 1; i < term.wordings.size(); ++i) {
      std::string wording = term.wordings[i];
      std::ranges::replace(wording, ';', ',');
      synonyms += (synonyms.empty() ? "" : ";") + wording;
    }
    std::vector<std::string> fields = {term.text};
    for (const char* system : kSystems) {
      const auto code = term.codes.find(system);
      fields.push_back(code == term.codes.end() ? "" : code->second);
    }
    fields.insert(fields.end(), {term.kind, synonyms, term.source});
    writer.Row(fields);
  }
  writer.Commit();
}

const std::vector<Term>& ReferenceTerms() {
  static const std::vector<Term> terms = ParseTerms(TermsCsv(), "vocab/terms.csv");
  return terms;
}

}  // namespace supreme
