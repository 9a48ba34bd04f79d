#include "vocab/query_codes.h"

#include <algorithm>

#include "core/numbers.h"
#include "vocab/term_codes.h"

namespace supreme {
namespace {

constexpr size_t kSnomedDigits = 6;  // the shortest SNOMED CT identifier

// A code, or a term, as the text that meanings are compared by.
std::string CodeKey(std::string_view system, std::string_view code) {
  return std::string(system) + ":" + std::string(code);
}
std::string TermKey(const Term& term) { return "term:" + term.text; }

std::map<std::string, const Term*> IndexWordings() {
  std::map<std::string, const Term*> terms;
  for (const Term& term : ReferenceTerms()) {
    for (const std::string& wording : term.wordings) terms.emplace(wording, &term);
  }
  return terms;
}

const Term* FindTermByWording(const std::string& text) {
  static const std::map<std::string, const Term*> terms = IndexWordings();
  const auto found = terms.find(AsciiLower(text));
  return found == terms.end() ? nullptr : found->second;
}

bool IsSnomed(std::string_view code) {
  return code.size() >= kSnomedDigits &&
         std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

// The system of a dataset's code; what stands before it in the code is cut off.
std::string SystemOf(std::string_view dataset, std::string_view& code) {
  constexpr std::string_view kAha = "AHA:";
  if (IsSnomed(code)) return "snomed";
  if (code.starts_with(kAha)) {
    code.remove_prefix(kAha.size());
    return "aha";
  }
  return dataset == "csn" || dataset == "cpsc2018" ? std::string(dataset) : "scp";
}

}  // namespace

QueryCodes::QueryCodes(const QuerySet& queries) {
  for (size_t q = 0; q < queries.queries.size(); ++q) {
    const Query& query = queries.queries[q];
    for (const auto& [system, code] : query.codes) {
      Add(CodeKey(system, code), q);
      if (const Term* term = FindTermByCode(system, code)) Add(TermKey(*term), q);
    }
    if (const Term* term = FindTermByWording(query.text)) Add(TermKey(*term), q);
    for (const QueryMember& member : query.members) {
      if (const Term* term = FindTermByWording(member.text)) Add(TermKey(*term), q);
    }
  }
}

void QueryCodes::Add(const std::string& key, size_t query) {
  std::vector<size_t>& queries = queries_of_[key];
  if (queries.empty() || queries.back() != query) queries.push_back(query);
}

std::vector<size_t> QueryCodes::Find(std::string_view dataset, std::string_view code) const {
  const std::string system = SystemOf(dataset, code);
  std::vector<std::string> keys = {CodeKey(system, code)};
  if (const Term* term = FindTermByCode(system, code)) keys.push_back(TermKey(*term));
  std::vector<size_t> queries;
  for (const std::string& key : keys) {
    const auto found = queries_of_.find(key);
    if (found == queries_of_.end()) continue;
    queries.insert(queries.end(), found->second.begin(), found->second.end());
  }
  std::ranges::sort(queries);
  const auto doubled = std::ranges::unique(queries);
  queries.erase(doubled.begin(), doubled.end());
  return queries;
}

}  // namespace supreme
