#include "extract/rule_extractor.h"

#include <algorithm>
#include <vector>

#include "extract/ellipsis.h"
#include "extract/statement.h"
#include "extract/statement_reader.h"

namespace supreme {
namespace {

bool IsLetter(char c) { return IsWordByte(c) && !(c >= '0' && c <= '9') && c != '\''; }

bool MeanTheSame(const Found& a, const Found& b) {
  return a.entity.text == b.entity.text || (a.is_plain && b.is_plain && a.canonical == b.canonical);
}

// A finding that is said twice is kept once; certain beats uncertain.
void AddWithoutDoubles(const std::vector<Found>& found, Extraction& extraction) {
  std::vector<const Found*> kept;
  for (const Found& candidate : found) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Found* other) {
      return MeanTheSame(*other, candidate);
    });
    if (same == kept.end()) {
      kept.push_back(&candidate);
    } else if ((*same)->entity.certainty == Certainty::kUncertain) {
      *same = &candidate;
    }
  }
  for (const Found* entry : kept) extraction.entities.push_back(entry->entity);
}

}  // namespace

Extraction RuleExtractor::Extract(std::string_view text) const {
  std::vector<Found> found;
  for (const std::string& statement : SplitStatements(text)) {
    const std::string english =
        WriteOutEllipses(reader_.Read(statement).text, reader_.english());
    ReadStatement(english, reader_.english().Scan(english), found);
  }
  Extraction extraction;
  AddWithoutDoubles(found, extraction);
  return extraction;
}

bool RuleExtractor::AccountsForAll(std::string_view text) const {
  for (const std::string& statement : SplitStatements(text)) {
    const std::string english = reader_.Read(statement).text;
    for (const LexiconItem& item : reader_.english().Scan(english)) {
      if (item.kind != WordKind::kUnknown && item.kind != WordKind::kOther) continue;
      const std::string_view word =
          std::string_view(english).substr(item.begin, item.end - item.begin);
      if (std::any_of(word.begin(), word.end(), IsLetter)) return false;
    }
  }
  return true;
}

std::string WithoutCues(std::string_view entity, const Lexicon& lexicon) {
  std::string text;
  for (const LexiconItem& item : lexicon.Scan(entity)) {
    if (item.kind == WordKind::kUncertain || item.kind == WordKind::kUncertainVerb ||
        item.kind == WordKind::kHedge) {
      continue;
    }
    if (!text.empty()) text += ' ';
    text += entity.substr(item.begin, item.end - item.begin);
  }
  return text;
}

}  // namespace supreme
