#include "extract/ellipsis.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "extract/entity_group.h"
#include "extract/tokens.h"

namespace supreme {
namespace {

constexpr size_t kMostSharedWords = 4;
constexpr size_t kMostSites = 24;        // items of a list of places, signs included
constexpr size_t kFarthestMeasure = 80;  // bytes between a measure and what is said of it

// A measure, and what it is called when it is high.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMeasures = {{
    {"pr interval", "prolonged pr interval"},
    {"qt interval", "prolonged qt interval"},
    {"qtc interval", "prolonged qt interval"},
    {"qrs duration", "prolonged qrs duration"},
    {"qrs voltage", "high qrs voltage"},
    {"voltage", "high voltage"},
}};
constexpr std::array<std::string_view, 6> kVerbsOfShowing = {"show",   "shows",   "demonstrate",
                                                             "reveal", "reveals", "demonstrates"};

struct Edit {
  size_t begin = 0;  // bytes of the statement that are replaced
  size_t end = 0;
  std::string text;
};

class EllipsisFinder {
 public:
  EllipsisFinder(std::string_view statement, const Lexicon& lexicon)
      : statement_(statement), lexicon_(lexicon), items_(lexicon.Scan(statement)) {}

  std::vector<Edit> Find() const {
    std::vector<Edit> edits;
    for (size_t at = 0; at < items_.size(); ++at) {
      std::optional<Edit> edit;
      const WordKind kind = items_[at].kind;
      if (kind == WordKind::kListAnd || kind == WordKind::kListOr) edit = SharedWords(at);
      if (kind == WordKind::kListComma) edit = PreciseBracket(at);
      if (kind == WordKind::kLocation) edit = PlaceInside(at);
      if (kind == WordKind::kLead || kind == WordKind::kLeadWord) edit = PlaceBeforeVerb(at);
      if (kind == WordKind::kUncertainAfter) edit = MeasureAtLimit(at);
      if (kind == WordKind::kCued) edit = Verdict(at);
      if (!edit || (!edits.empty() && edit->begin < edits.back().end)) continue;
      edits.push_back(std::move(*edit));
    }
    return edits;
  }

 private:
  WordKind KindAt(size_t item) const {
    return item < items_.size() ? items_[item].kind : WordKind::kBreak;
  }
  std::string_view Surface(size_t first, size_t last) const {
    return statement_.substr(items_[first].begin, items_[last].end - items_[first].begin);
  }
  // A word that may be a part of a finding, but is none by itself.
  bool IsPart(size_t item) const {
    const WordKind kind = KindAt(item);
    return (kind == WordKind::kUnknown || kind == WordKind::kOther ||
            kind == WordKind::kModifier) &&
           IsWordByte(statement_[items_[item].begin]);
  }
  bool IsSite(size_t item) const {
    return KindAt(item) == WordKind::kLead || KindAt(item) == WordKind::kLocation;
  }
  bool IsConnector(size_t item) const {
    const WordKind kind = KindAt(item);
    return kind == WordKind::kListAnd || kind == WordKind::kListOr || kind == WordKind::kListComma;
  }

  // The row of a text that is one wording of a finding, else 0.
  uint32_t FindingOf(const std::string& text) const {
    const std::vector<LexiconItem> items = lexicon_.Scan(text);
    return items.size() == 1 && IsFinding(items[0].kind) ? items[0].canonical : 0;
  }

  // First of at most kMostSharedWords parts that end before `end`.
  size_t PartsBefore(size_t end) const {
    size_t first = end;
    while (first > 0 && end - first < kMostSharedWords && IsPart(first - 1)) --first;
    return first;
  }
  size_t PartsFrom(size_t first) const {
    size_t end = first;
    while (end - first < kMostSharedWords && IsPart(end)) ++end;
    return end;
  }

  std::optional<Edit> SharedWords(size_t sign) const {
    auto edit = SharedEnd(sign);
    return edit ? edit : SharedStart(sign);
  }

  // "left and right atrial enlargement": the words before the sign with the end of the finding.
  std::optional<Edit> SharedEnd(size_t sign) const {
    if (!IsFinding(KindAt(sign + 1))) return std::nullopt;
    const std::string_view finding = Surface(sign + 1, sign + 1);
    const std::vector<Token> words = Tokenize(finding);
    for (size_t first = PartsBefore(sign); first < sign; ++first) {
      const std::string before(Surface(first, sign - 1));
      for (size_t i = 1; i < words.size(); ++i) {
        std::string whole = before + " " + std::string(finding.substr(words[i].begin));
        const uint32_t row = FindingOf(whole);
        if (row != 0 && row != items_[sign + 1].canonical) {
          return Edit{items_[first].begin, items_[sign - 1].end, std::move(whole)};
        }
      }
    }
    return std::nullopt;
  }

  // "normal intervals and axis", "t waves are inverted in v2 and low in v5": the start of the
  // finding with the words behind the sign, named as in the lexicon.
  std::optional<Edit> SharedStart(size_t sign) const {
    const std::optional<size_t> head = FindingBefore(sign);
    if (!head) return std::nullopt;
    const std::string_view finding = Surface(*head, *head);
    const std::vector<Token> words = Tokenize(finding);
    for (size_t end = PartsFrom(sign + 1); end > sign + 1; --end) {
      const std::string behind(Surface(sign + 1, end - 1));
      for (size_t i = words.size() - 1; i > 0; --i) {
        const uint32_t row =
            FindingOf(std::string(finding.substr(0, words[i - 1].end)) + " " + behind);
        if (row != 0 && row != items_[*head].canonical) {
          return Edit{items_[sign + 1].begin, items_[end - 1].end,
                      std::string(lexicon_.CanonicalName(row))};
        }
      }
    }
    return std::nullopt;
  }

  // The finding that ends before the sign, with or without its places.
  std::optional<size_t> FindingBefore(size_t sign) const {
    size_t at = sign;
    while (at > 0 && sign - at < kMostSites &&
           (IsSite(at - 1) || KindAt(at - 1) == WordKind::kPlace ||
            KindAt(at - 1) == WordKind::kLeadWord || IsConnector(at - 1))) {
      --at;
    }
    if (at == 0 || !IsFinding(KindAt(at - 1))) return std::nullopt;
    return at - 1;
  }

  std::optional<Edit> PreciseBracket(size_t sign) const {
    if (sign == 0 || Surface(sign, sign) != "(" || !IsFinding(KindAt(sign - 1)) ||
        !IsFinding(KindAt(sign + 1))) {
      return std::nullopt;
    }
    if (items_[sign - 1].canonical == items_[sign + 1].canonical) {
      return Edit{items_[sign].begin, items_[sign + 1].end, ""};
    }
    const std::string wide = std::string(lexicon_.CanonicalName(items_[sign - 1].canonical)) + " ";
    if (!lexicon_.CanonicalName(items_[sign + 1].canonical).starts_with(wide)) return std::nullopt;
    return Edit{items_[sign - 1].begin, items_[sign].end, ""};
  }

  std::optional<Edit> PlaceInside(size_t place) const {
    if (place == 0 || KindAt(place - 1) == WordKind::kLocation) return std::nullopt;
    size_t place_end = place;
    while (place_end < place + kMostSites && KindAt(place_end) == WordKind::kLocation) ++place_end;
    const std::string site(Surface(place, place_end - 1));
    const bool names_leads = site.find("lead") != std::string::npos;
    if (KindAt(place_end) == WordKind::kLeadWord) ++place_end;
    for (size_t end = PartsFrom(place_end); end > place_end; --end) {
      const std::string behind(Surface(place_end, end - 1));
      for (size_t first = PartsBefore(place); first < place; ++first) {
        std::string whole = std::string(Surface(first, place - 1)) + " " + behind;
        if (FindingOf(whole) == 0) continue;
        whole += " in " + site + (names_leads ? "" : " leads");
        return Edit{items_[first].begin, items_[end - 1].end, std::move(whole)};
      }
    }
    return std::nullopt;
  }

  std::optional<Edit> PlaceBeforeVerb(size_t place) const {
    const size_t first = KindAt(place) == WordKind::kLeadWord ? place + 1 : place;
    size_t verb = first;
    while (verb < first + kMostSites && (IsSite(verb) || (IsConnector(verb) && IsSite(verb + 1)))) {
      ++verb;
    }
    if (verb == first || verb >= items_.size() ||
        std::find(kVerbsOfShowing.begin(), kVerbsOfShowing.end(), Surface(verb, verb)) ==
            kVerbsOfShowing.end()) {
      return std::nullopt;
    }
    const auto group = ParseGroup(statement_, items_, verb + 1);
    if (!group || !IsFinding(KindAt(group->end_item - 1))) return std::nullopt;
    return Edit{items_[place].begin, items_[group->end_item - 1].end,
                std::string(Surface(verb + 1, group->end_item - 1)) + " in " +
                    std::string(Surface(first, verb - 1))};
  }

  std::optional<Edit> MeasureAtLimit(size_t cue) const {
    if (Surface(cue, cue).find("upper limit") == std::string_view::npos) return std::nullopt;
    const size_t start = items_[cue].begin - std::min(items_[cue].begin, kFarthestMeasure);
    const std::string_view before = statement_.substr(start, items_[cue].begin - start);
    for (const auto& [measure, high] : kMeasures) {
      const size_t begin = before.rfind(measure);
      if (begin == std::string_view::npos) continue;
      return Edit{start + begin, start + begin + measure.size(), std::string(high)};
    }
    return std::nullopt;
  }

  // "ecg probably normal", "ecg: normal".
  std::optional<Edit> Verdict(size_t ecg) const {
    size_t at = ecg + 1;
    while (KindAt(at) == WordKind::kFiller) ++at;
    if (at < items_.size() && Surface(at, at) == ":") ++at;
    const size_t first = at;
    if (KindAt(at) == WordKind::kUncertain) ++at;
    if (at == ecg + 1 || KindAt(at) != WordKind::kNormal) return std::nullopt;
    std::string whole = std::string(Surface(at, at)) + " " + std::string(Surface(ecg, ecg));
    if (FindingOf(whole) == 0) return std::nullopt;
    if (first < at) whole = std::string(Surface(first, first)) + " " + whole;
    return Edit{items_[ecg].begin, items_[at].end, std::move(whole)};
  }

  std::string_view statement_;
  const Lexicon& lexicon_;
  std::vector<LexiconItem> items_;
};

}  // namespace

std::string WriteOutEllipses(std::string_view statement, const Lexicon& lexicon) {
  std::string text;
  size_t copied = 0;
  for (const Edit& edit : EllipsisFinder(statement, lexicon).Find()) {
    text += statement.substr(copied, edit.begin - copied);
    text += edit.text;
    copied = edit.end;
  }
  text += statement.substr(copied);
  return text;
}

}  // namespace supreme
