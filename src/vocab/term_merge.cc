#include "vocab/term_merge.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "vocab/glossary.h"

namespace supreme {
namespace {

class Merger {
 public:
  // Terms of the base stay apart, also where they share a wording.
  void AddBase(const Term& term) { AddTo(term, std::nullopt); }
  void Add(const Term& term) { AddTo(term, HomeOf(term)); }

  std::vector<Term> Take() { return std::move(terms_); }

 private:
  void AddTo(const Term& term, std::optional<size_t> home) {
    const size_t index = home.value_or(terms_.size());
    if (!home) terms_.push_back({term.text, {}, {}, term.kind, term.source});
    Term& target = terms_[index];
    for (const auto& [system, code] : term.codes) {
      if (!codes_.emplace(std::pair(system, code), index).second) continue;
      if (!target.codes.emplace(system, code).second) codes_.erase({system, code});
    }
    for (const std::string& wording : term.wordings) {
      if (!wordings_.insert(wording).second) continue;
      keys_.emplace(Glossary::BuiltIn().MatchKey(wording), index);
      target.wordings.push_back(wording);
    }
    if (home && target.source.find(term.source) == std::string::npos) {
      target.source += ";" + term.source;
    }
  }

  std::optional<size_t> HomeOf(const Term& term) const {
    for (const auto& code : term.codes) {
      const auto found = codes_.find(code);
      if (found != codes_.end()) return found->second;
    }
    for (const std::string& wording : term.wordings) {
      const auto found = keys_.find(Glossary::BuiltIn().MatchKey(wording));
      if (found != keys_.end()) return found->second;
    }
    return std::nullopt;
  }

  std::vector<Term> terms_;
  std::map<std::pair<std::string, std::string>, size_t> codes_;
  std::map<std::string, size_t> keys_;
  std::set<std::string> wordings_;
};

}  // namespace

std::vector<Term> MergeTerms(std::span<const Term> base,
                             std::span<const std::vector<Term>> dictionaries) {
  Merger merger;
  for (const Term& term : base) merger.AddBase(term);
  for (const std::vector<Term>& dictionary : dictionaries) {
    for (const Term& term : dictionary) merger.Add(term);
  }
  return merger.Take();
}

}  // namespace supreme
