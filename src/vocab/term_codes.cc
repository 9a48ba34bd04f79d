#include "vocab/term_codes.h"

#include <map>
#include <set>
#include <utility>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view TermCodesCsv();  // vocab/term_codes.csv, embedded at build time

namespace {

using CodeIndex = std::map<std::pair<std::string, std::string>, const Term*>;

CodeIndex IndexCodes() {
  CodeIndex index;
  std::map<std::string, const Term*> by_text;
  for (const Term& term : ReferenceTerms()) {
    by_text[term.text] = &term;
    for (const auto& [system, code] : term.codes) index.emplace(std::pair(system, code), &term);
  }
  for (const TermCode& extra : ExtraTermCodes()) {
    index.emplace(std::pair(extra.system, extra.code), by_text.at(extra.term));
  }
  return index;
}

}  // namespace

std::vector<TermCode> ParseTermCodes(std::string_view csv, std::string_view where,
                                     const std::vector<Term>& terms) {
  std::set<std::string> known;
  std::set<std::pair<std::string, std::string>> seen;
  for (const Term& term : terms) {
    known.insert(term.text);
    for (const auto& code : term.codes) seen.insert(code);
  }
  std::vector<TermCode> codes;
  CsvReader reader{std::string(csv), std::string(where)};
  while (reader.Next()) {
    const std::string& match = reader["match"];
    const bool is_known = known.count(reader["term"]) != 0;
    if (!is_known || (match != "same" && match != "narrower")) {
      throw Error(ErrorCode::kCorruptData, "unknown term or match", reader.Where());
    }
    if (!seen.emplace(reader["system"], reader["code"]).second) {
      throw Error(ErrorCode::kCorruptData, "code " + reader["code"] + " stands twice",
                  reader.Where());
    }
    codes.push_back({reader["system"], reader["code"], reader["term"], match == "narrower"});
  }
  return codes;
}

const std::vector<TermCode>& ExtraTermCodes() {
  static const std::vector<TermCode> codes =
      ParseTermCodes(TermCodesCsv(), "vocab/term_codes.csv", ReferenceTerms());
  return codes;
}

const Term* FindTermByCode(std::string_view system, std::string_view code) {
  static const CodeIndex index = IndexCodes();
  const auto found = index.find({std::string(system), std::string(code)});
  return found == index.end() ? nullptr : found->second;
}

}  // namespace supreme
