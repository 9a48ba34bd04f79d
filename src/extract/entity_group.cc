#include "extract/entity_group.h"

#include <algorithm>

namespace supreme {
namespace {

constexpr size_t kLongestPrefix = 32;  // items; no report needs more

bool IsConnector(WordKind kind) {
  return kind == WordKind::kListAnd || kind == WordKind::kListOr || kind == WordKind::kListComma;
}

class GroupParser {
 public:
  GroupParser(std::string_view statement, std::span<const LexiconItem> items)
      : statement_(statement), items_(items) {}

  std::optional<EntityGroup> Parse(size_t first) {
    const size_t head = SkipPrefix(first);
    if (!IsFinding(KindAt(head))) return std::nullopt;
    EntityGroup group;
    group.kind = KindAt(head);
    group.canonical = items_[head].canonical;
    group.begin = items_[first].begin;
    for (size_t i = first; i < head; ++i) group.is_cued |= KindAt(i) == WordKind::kUncertain;
    std::vector<std::string> prefixes;
    std::vector<std::string> suffixes;
    group.end_item = ParseLocationsBehind(head + 1, prefixes);
    group.end_item = ParseSuffix(group.end_item, suffixes);
    group.is_plain = first == head && suffixes.empty() && prefixes.empty();
    if (prefixes.empty()) prefixes.emplace_back();
    if (suffixes.empty()) suffixes.emplace_back();
    for (const std::string& text : HeadTexts(first, head)) {
      for (const std::string& prefix : prefixes) {
        for (const std::string& suffix : suffixes) {
          group.texts.push_back(prefix + text + suffix);
        }
      }
    }
    return group;
  }

 private:
  WordKind KindAt(size_t item) const {
    return item < items_.size() ? items_[item].kind : WordKind::kBreak;
  }
  std::string_view Surface(size_t first, size_t last) const {
    return statement_.substr(items_[first].begin, items_[last].end - items_[first].begin);
  }

  // First item that is neither modifier nor location nor a sign that lists locations.
  size_t SkipPrefix(size_t at) const {
    for (const size_t end = at + kLongestPrefix; at < end; ++at) {
      const WordKind kind = KindAt(at);
      if (kind == WordKind::kModifier || kind == WordKind::kUncertain ||
          kind == WordKind::kLocation) {
        continue;
      }
      const bool lists_locations = IsConnector(kind) && at > 0 &&
                                   KindAt(at - 1) == WordKind::kLocation &&
                                   KindAt(at + 1) == WordKind::kLocation;
      if (!lists_locations) return at;
    }
    return at;
  }

  // "marked inferior/lateral st changes" → one text per location, modifiers repeated.
  std::vector<std::string> HeadTexts(size_t first, size_t head) const {
    size_t first_connector = head;
    size_t last_connector = first;
    for (size_t i = first; i < head; ++i) {
      if (!IsConnector(KindAt(i))) continue;
      first_connector = std::min(first_connector, i);
      last_connector = i;
    }
    if (first_connector == head) return {std::string(Surface(first, head))};
    size_t list_begin = first_connector;  // the unbroken locations before the first sign
    while (list_begin > first && KindAt(list_begin - 1) == WordKind::kLocation) --list_begin;
    size_t list_end = last_connector + 1;
    while (KindAt(list_end) == WordKind::kLocation) ++list_end;
    const std::string before =
        list_begin > first ? std::string(Surface(first, list_begin - 1)) + " " : "";
    const std::string after = " " + std::string(Surface(list_end, head));
    std::vector<std::string> texts;
    size_t start = list_begin;
    for (size_t i = list_begin; i <= list_end; ++i) {
      if (i < list_end && !IsConnector(KindAt(i))) continue;
      texts.push_back(before + std::string(Surface(start, i - 1)) + after);
      start = i + 1;
    }
    return texts;
  }

  // "infarct anteroseptal", "st depression inferior, lateral", "t abnormalities, lateral leads":
  // locations behind the finding, unless they lead to a finding of their own; behind a comma they
  // have to be all that follows. Returns the first item after them.
  size_t ParseLocationsBehind(size_t start, std::vector<std::string>& prefixes) const {
    const bool has_comma = KindAt(start) == WordKind::kListComma;
    const size_t first = has_comma ? start + 1 : start;
    size_t at = first;
    while (KindAt(at) == WordKind::kLocation ||
           (at > first && IsConnector(KindAt(at)) && KindAt(at + 1) == WordKind::kLocation)) {
      ++at;
    }
    if (at == first || IsFinding(KindAt(SkipPrefix(first)))) return start;
    const size_t end = KindAt(at) == WordKind::kLeadWord ? at + 1 : at;
    if (has_comma && end < items_.size() && KindAt(end) != WordKind::kListComma) return start;
    for (size_t i = first; i < at; ++i) {
      if (KindAt(i) == WordKind::kLocation) prefixes.push_back(std::string(Surface(i, i)) + " ");
    }
    return end;
  }

  // "in the inferior and lateral leads", "inferiorly", "v1-v3": fills one text per location and
  // returns the first item after it.
  size_t ParseSuffix(size_t start, std::vector<std::string>& suffixes) const {
    size_t at = start;
    while (KindAt(at) == WordKind::kFiller) ++at;
    // "st elevation ascending in v2"
    if (KindAt(at) == WordKind::kModifier && KindAt(at + 1) == WordKind::kPlace) ++at;
    if (KindAt(at) == WordKind::kAdverb) return ParseAdverbs(at, suffixes);
    const size_t place = at;
    if (KindAt(at) == WordKind::kPlace) {
      ++at;
    } else if (statement_.substr(BeginOf(at), 1) == "(" && KindAt(at + 1) == WordKind::kLead) {
      ++at;
    } else if (KindAt(at) != WordKind::kLead || at != start) {
      return start;
    }
    while (KindAt(at) == WordKind::kFiller || KindAt(at) == WordKind::kLeadWord) ++at;
    size_t list = at;
    at = EndOfSites(list);
    if (at == list) return start;
    size_t end = KindAt(at) == WordKind::kLeadWord ? at + 1 : at;
    bool is_place = KindAt(place) == WordKind::kPlace;
    if (end > at && KindAt(end) == WordKind::kLead) {  // "in the chest leads v1-v3"
      list = end;
      at = end = EndOfSites(list);
      is_place = false;
    }
    if (end == at && (IsFinding(KindAt(end)) || KindAt(end) == WordKind::kModifier)) {
      // "extension of inferior infarct": the locations belong to the next finding.
      while (end > list && KindAt(end - 1) != WordKind::kLead) --end;
      if (end == list) return start;
    }
    if (!is_place) {
      suffixes.push_back(" in " + std::string(Surface(list, end - 1)));
    } else {
      AddSites(place, list, end, suffixes);
    }
    return end;
  }

  // The first item after a list of sites; a sign may stand twice ("ii,,iii").
  size_t EndOfSites(size_t at) const {
    if (!IsSite(at)) return at;
    for (;;) {
      size_t next = at;
      while (next < at + 2 && IsConnector(KindAt(next))) ++next;
      // "in limb leads and v4"
      if (KindAt(at) == WordKind::kLeadWord && IsConnector(KindAt(at + 1)) &&
          KindAt(at + 2) == WordKind::kLead) {
        next = at + 2;
      }
      if (!IsSite(next)) return at;
      at = next + 1;
    }
  }

  void AddSites(size_t place, size_t list, size_t end, std::vector<std::string>& suffixes) const {
    std::vector<std::string> sites;
    bool has_lead = false;
    for (size_t i = list; i < end; ++i) {
      has_lead |= KindAt(i) == WordKind::kLead;
      if (KindAt(i) == WordKind::kLocation) sites.emplace_back(Surface(i, i));
    }
    if (has_lead || sites.size() < 2) {
      suffixes.push_back(" " + std::string(Surface(place, end - 1)));
      return;
    }
    for (const std::string& site : sites) suffixes.push_back(" in " + site + " leads");
  }

  size_t ParseAdverbs(size_t at, std::vector<std::string>& suffixes) const {
    while (KindAt(at) == WordKind::kAdverb ||
           (IsConnector(KindAt(at)) && KindAt(at + 1) == WordKind::kAdverb)) {
      if (KindAt(at) == WordKind::kAdverb) suffixes.push_back(" " + std::string(Surface(at, at)));
      ++at;
    }
    return at;
  }

  bool IsSite(size_t item) const {
    const WordKind kind = KindAt(item);
    return kind == WordKind::kLocation || kind == WordKind::kLead;
  }
  size_t BeginOf(size_t item) const {
    return item < items_.size() ? items_[item].begin : statement_.size();
  }

  std::string_view statement_;
  std::span<const LexiconItem> items_;
};

}  // namespace

bool IsFinding(WordKind kind) {
  return kind == WordKind::kNormal || kind == WordKind::kAbnormal || kind == WordKind::kCause ||
         kind == WordKind::kCued;
}

std::optional<EntityGroup> ParseGroup(std::string_view statement,
                                      std::span<const LexiconItem> items, size_t first) {
  return GroupParser(statement, items).Parse(first);
}

}  // namespace supreme
