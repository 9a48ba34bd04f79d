#include "extract/statement_reader.h"

#include <algorithm>
#include <string>

#include "extract/entity_group.h"

namespace supreme {
namespace {

constexpr size_t kNoItem = static_cast<size_t>(-1);

// What a cue does to the entities after it.
enum class Reach { kNone, kAdjective, kVerb, kNegated };

// Walks over the items of one statement; adds what it finds.
class StatementReader {
 public:
  StatementReader(std::string_view statement, std::span<const LexiconItem> items,
                  std::vector<Found>& found)
      : statement_(statement), items_(items), found_(found), clause_start_(found.size()) {}

  void Run() {
    for (size_t at = 0; at < items_.size();) {
      if (const auto group = ParseGroup(statement_, items_, at)) {
        if (at > 0 && at == previous_end_) EndClause(Reach::kNone);
        if (FollowsUnknownWords(at)) EndClause();
        if (IsAlternative(at)) ApplyAlternative();
        Emit(*group);
        previous_first_ = found_.size() - std::min(found_.size(), group->texts.size());
        at = previous_end_ = group->end_item;
      } else {
        ApplyWord(at);
        ++at;
      }
    }
  }

 private:
  void ApplyWord(size_t at) {
    const WordKind kind = items_[at].kind;
    switch (kind) {
      case WordKind::kUncertain:
        ApplyAdjective(at);
        break;
      case WordKind::kUncertainVerb:
        if (!is_denied_) SetReach(Reach::kVerb, at);
        break;
      case WordKind::kHedge:
        ApplyHedge(at);
        break;
      case WordKind::kNegation:
        SetReach(Reach::kNegated, at);
        is_denied_ = true;
        break;
      case WordKind::kUncertainAfter:
        MarkClauseUncertain();
        break;
      case WordKind::kNegationAfter:
        if (!has_topic_) found_.resize(std::min(found_.size(), clause_start_));
        break;
      case WordKind::kTopic:
        EndClause(Reach::kNone);
        has_topic_ = true;
        break;
      case WordKind::kUncertainAlone:
        found_.push_back(
            {{std::string(Surface(at)), Certainty::kUncertain}, items_[at].canonical, kind, true});
        break;
      case WordKind::kCausal:
      case WordKind::kBreak:
        EndClause(Reach::kNone);
        break;
      case WordKind::kListAnd:
        if (reach_ == Reach::kAdjective) SetReach(Reach::kNone, kNoItem);
        break;
      case WordKind::kListComma:
        ApplyComma(at);
        break;
      case WordKind::kUnknown:
        cue_item_ = kNoItem;
        break;
      default:
        break;
    }
  }

  // Only words without a meaning between the last finding and this one: the two merely follow each
  // other.
  bool FollowsUnknownWords(size_t at) const {
    if (previous_end_ == 0 || at == previous_end_) return false;
    return std::all_of(items_.begin() + static_cast<std::ptrdiff_t>(previous_end_),
                       items_.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const LexiconItem& item) {
                         return item.kind == WordKind::kUnknown || item.kind == WordKind::kOther ||
                                item.kind == WordKind::kModifier;
                       });
  }

  void SetReach(Reach reach, size_t cue_item) {
    reach_ = reach;
    cue_item_ = cue_item;
    causes_only_ = false;
    is_denied_ = false;
  }

  // "atrial flutter or atrial fibrillation": one of the two, so neither is certain. "and/or" and
  // "/" only list.
  bool IsAlternative(size_t at) const {
    return reach_ == Reach::kNone && at > 0 && at - 1 == previous_end_ && previous_end_ > 0 &&
           Surface(at - 1) == "or";
  }

  void ApplyAlternative() {
    MarkUncertainFrom(previous_first_);
    SetReach(Reach::kAdjective, kNoItem);
  }

  // "av block (borderline)"
  bool IsAloneInBracket(size_t at) const {
    return at > 0 && at - 1 == previous_end_ && previous_end_ > 0 && Surface(at - 1) == "(" &&
           (at + 1 == items_.size() || Surface(at + 1) == ")");
  }

  // "lvh possible" doubts what stands right before its end.
  void ApplyAdjective(size_t at) {
    if (at + 1 == items_.size() && at > 0 && at == previous_end_) {
      MarkClauseUncertain();
    } else if (IsAloneInBracket(at)) {
      MarkUncertainFrom(previous_first_);
    } else {
      SetReach(Reach::kAdjective, at);
    }
  }

  // "infarct?" doubts what stands before it, "? infarct" what follows.
  void ApplyHedge(size_t at) {
    if (Surface(at) == "?" && at + 1 == items_.size()) {
      MarkClauseUncertain();
    } else if (!is_denied_) {
      SetReach(Reach::kVerb, at);
    }
  }

  void ApplyComma(size_t at) {
    EndClause();
    if (reach_ == Reach::kNegated && !ListEndsWithOr(at)) SetReach(Reach::kNone, kNoItem);
    if (reach_ == Reach::kVerb || reach_ == Reach::kAdjective) causes_only_ = true;
  }

  // "no st elevation, depression or t wave inversion": the negation covers the whole list.
  bool ListEndsWithOr(size_t comma) {
    if (or_follows_.empty()) {
      or_follows_.resize(items_.size());
      bool follows = false;
      for (size_t at = items_.size(); at-- > 0;) {
        or_follows_[at] = follows;
        const WordKind kind = items_[at].kind;
        if (kind == WordKind::kBreak || kind == WordKind::kCausal) follows = false;
        if (kind == WordKind::kListOr && Surface(at) != "/") follows = true;
      }
    }
    return or_follows_[comma];
  }

  void EndClause() {
    clause_start_ = found_.size();
    has_topic_ = false;
  }
  void EndClause(Reach reach) {
    EndClause();
    SetReach(reach, kNoItem);
  }

  void MarkClauseUncertain() {
    if (has_topic_) return;
    MarkUncertainFrom(clause_start_);
  }

  void MarkUncertainFrom(size_t first) {
    for (size_t i = first; i < found_.size(); ++i) {
      if (found_[i].kind != WordKind::kNormal) found_[i].entity.certainty = Certainty::kUncertain;
    }
  }

  void Emit(const EntityGroup& group) {
    const bool is_adjacent = cue_item_ != kNoItem;
    if (causes_only_ && group.kind != WordKind::kCause) SetReach(Reach::kNone, kNoItem);
    // A normal statement later in a list is not what the cue is about.
    if (group.kind == WordKind::kNormal && !is_adjacent) SetReach(Reach::kNone, kNoItem);
    const bool is_uncertain =
        group.is_cued || reach_ == Reach::kAdjective || reach_ == Reach::kVerb;
    const bool is_wanted =
        reach_ != Reach::kNegated &&
        (group.kind != WordKind::kCued || group.is_cued || reach_ == Reach::kAdjective);
    std::string cue;
    if (is_adjacent && reach_ == Reach::kVerb &&
        items_[cue_item_].kind == WordKind::kUncertainVerb) {
      cue = std::string(Surface(cue_item_)) + " ";
    }
    if (is_wanted) {
      const Certainty certainty = is_uncertain                      ? Certainty::kUncertain
                                  : group.kind == WordKind::kNormal ? Certainty::kNormal
                                                                    : Certainty::kAbnormal;
      for (const std::string& text : group.texts) {
        found_.push_back(
            {{cue + text, certainty}, group.canonical, group.kind, group.is_plain && cue.empty()});
      }
    }
    if (group.is_cued && reach_ == Reach::kNone) reach_ = Reach::kAdjective;
    cue_item_ = kNoItem;
    is_denied_ = is_denied_ && group.kind == WordKind::kCued;  // "no ecg evidence to suggest"
  }

  std::string_view Surface(size_t item) const {
    return statement_.substr(items_[item].begin, items_[item].end - items_[item].begin);
  }

  std::string_view statement_;
  std::span<const LexiconItem> items_;
  std::vector<Found>& found_;
  size_t clause_start_;
  std::vector<bool> or_follows_;  // of each item: an "or" stands behind it in its list
  Reach reach_ = Reach::kNone;
  size_t cue_item_ = kNoItem;  // the cue, while only fillers follow it
  size_t previous_end_ = 0;    // first item after the last group
  size_t previous_first_ = 0;  // what the last group added, from here on
  bool causes_only_ = false;   // after a comma
  bool has_topic_ = false;     // the clause is about the cause of its finding
  bool is_denied_ = false;     // a denial that still waits for what it denies ("no evidence to
                               // suggest"): a cue of doubt does not end it
};

}  // namespace

void ReadStatement(std::string_view statement, std::span<const LexiconItem> items,
                   std::vector<Found>& found) {
  StatementReader(statement, items, found).Run();
}

}  // namespace supreme
