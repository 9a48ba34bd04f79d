#include "extract/rule_extractor.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "extract/ellipsis.h"
#include "extract/statement.h"
#include "extract/statement_reader.h"

namespace supreme {
namespace {

bool IsLetter(char c) { return IsWordByte(c) && !(c >= '0' && c <= '9') && c != '\''; }

// A finding that is said twice is kept once; certain beats uncertain.
void AddWithoutDoubles(const std::vector<Found>& found, Extraction& extraction) {
  std::vector<const Found*> kept;
  std::unordered_map<std::string_view, size_t> by_text;  // places in kept
  std::unordered_map<uint32_t, size_t> by_row;           // of findings without modifier or place
  for (const Found& candidate : found) {
    size_t place = kept.size();
    if (const auto same = by_text.find(candidate.entity.text); same != by_text.end()) {
      place = same->second;
    } else if (candidate.is_plain) {
      if (const auto row = by_row.find(candidate.canonical); row != by_row.end()) {
        place = row->second;
      }
    }
    if (place == kept.size()) {
      kept.push_back(&candidate);
    } else if (kept[place]->entity.certainty == Certainty::kUncertain) {
      kept[place] = &candidate;
    }
    by_text.emplace(candidate.entity.text, place);
    if (candidate.is_plain) by_row.emplace(candidate.canonical, place);
  }
  for (const Found* entry : kept) extraction.entities.push_back(entry->entity);
}

}  // namespace

Extraction RuleExtractor::Extract(std::string_view text) const {
  std::vector<Found> found;
  for (const std::string& statement : SplitStatements(text)) {
    const std::string english = WriteOutEllipses(reader_.Read(statement).text, reader_.english());
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
