#include "vocab/term_collector.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/error.h"
#include "extract/statement.h"

namespace supreme {

TermCollector::TermCollector(std::string system, IsTermWanted is_wanted)
    : system_(std::move(system)), is_wanted_(std::move(is_wanted)) {}

void TermCollector::Add(const std::string& code, std::string_view wording, bool is_preferred) {
  std::string text = NormalizeStatement(wording);
  std::ranges::replace(text, ';', ',');
  if (text.empty()) return;
  Concept& entry = concepts_[code];
  if (concepts_.size() > kMaxConcepts) {
    throw Error(ErrorCode::kInvalidInput, "over a million concepts pass the filter", "",
                "use a stricter filter");
  }
  const auto place = std::ranges::lower_bound(entry.wordings, text);
  if (place == entry.wordings.end() || *place != text) {
    if (entry.wordings.size() == kMaxWordingsPerConcept) return;
    entry.wordings.insert(place, text);
  }
  if (is_preferred && (entry.preferred.empty() || text < entry.preferred)) {
    entry.preferred = std::move(text);
  }
}

std::vector<Term> TermCollector::Take() {
  std::vector<Term> terms;
  std::set<std::string> taken;
  for (auto& [code, entry] : concepts_) {
    Term term;
    term.codes[system_] = code;
    term.source = system_;
    if (!entry.preferred.empty() && taken.insert(entry.preferred).second) {
      term.wordings.push_back(entry.preferred);
    }
    for (const std::string& wording : entry.wordings) {
      if (taken.insert(wording).second) term.wordings.push_back(wording);
    }
    if (term.wordings.empty()) continue;
    term.text = term.wordings[0];
    terms.push_back(std::move(term));
  }
  concepts_.clear();
  std::ranges::sort(terms, {}, &Term::text);
  return terms;
}

}  // namespace supreme
