#include "vocab/draft.h"

#include <algorithm>
#include <set>

#include "core/error.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

[[noreturn]] void RefuseUnknown(const std::string& what, const std::string& text) {
  throw Error(ErrorCode::kInvalidInput, "\"" + text + "\" is no " + what + " of this vocabulary",
              "the review", "make the review from this vocabulary, with the same data");
}

std::map<std::string, std::string> CodesOf(const std::string& text) {
  const auto& terms = ReferenceTerms();
  const auto term = std::ranges::find(terms, text, &Term::text);
  return term == terms.end() ? std::map<std::string, std::string>{} : term->codes;
}

class Corrector {
 public:
  Corrector(const Corrections& corrections, const EntityTable& table, std::vector<Draft>& drafts)
      : corrections_(corrections), table_(table), before_(std::move(drafts)), after_(drafts) {
    after_.clear();
  }

  void Run() {
    CheckQueries();
    // Those that keep their text first, so that merged ones find their codes.
    for (Draft& draft : before_) {
      if (corrections_.FinalText(draft.text) == draft.text && !IsDropped(draft.text)) {
        Home(draft.text).codes = draft.codes;
      }
    }
    std::set<std::string> moved;
    for (const Draft& draft : before_) Move(draft, moved);
    for (const auto& [member, home] : corrections_.member_home) {
      if (moved.count(member) == 0) RefuseUnknown("member", member);
    }
    for (const std::string& member : corrections_.dropped_members) {
      if (moved.count(member) == 0) RefuseUnknown("member", member);
    }
    std::erase_if(after_, [](const Draft& draft) { return draft.entities.empty(); });
  }

 private:
  bool IsDropped(const std::string& query) const {
    return std::ranges::binary_search(corrections_.dropped_queries, query);
  }

  void CheckQueries() const {
    std::set<std::string> known;
    for (const Draft& draft : before_) known.insert(draft.text);
    for (const auto& [query, target] : corrections_.query_text) {
      if (known.count(query) == 0) RefuseUnknown("query", query);
    }
    for (const std::string& query : corrections_.dropped_queries) {
      if (known.count(query) == 0) RefuseUnknown("query", query);
    }
  }

  Draft& Home(const std::string& text) {
    const auto [entry, is_new] = index_.emplace(text, after_.size());
    if (is_new) after_.push_back({text, CodesOf(text), {}, 0});
    return after_[entry->second];
  }

  void Move(const Draft& draft, std::set<std::string>& moved) {
    const std::string own = corrections_.FinalText(draft.text);
    for (const uint32_t entity : draft.entities) {
      const std::string& text = table_.entities[entity].text;
      const auto home = corrections_.member_home.find(text);
      const bool is_split = home != corrections_.member_home.end();
      const bool is_dropped = std::ranges::binary_search(corrections_.dropped_members, text);
      if (is_split || is_dropped) moved.insert(text);
      if (is_dropped || (!is_split && IsDropped(draft.text))) continue;
      Draft& target = Home(is_split ? corrections_.FinalText(home->second) : own);
      target.entities.push_back(entity);
      target.record_count += table_.entities[entity].record_count;
    }
  }

  const Corrections& corrections_;
  const EntityTable& table_;
  std::vector<Draft> before_;
  std::vector<Draft>& after_;
  std::map<std::string, size_t> index_;  // text → draft of after_
};

}  // namespace

void ApplyCorrections(const Corrections& corrections, const EntityTable& table,
                      std::vector<Draft>& drafts) {
  if (!corrections.empty()) Corrector(corrections, table, drafts).Run();
}

}  // namespace supreme
