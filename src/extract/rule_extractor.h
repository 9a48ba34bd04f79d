// Entities by rules: the built-in lexicon, and how machine reports are worded (paper, appendix
// D.2).
#pragma once

#include <string>
#include <string_view>

#include "extract/extraction.h"
#include "extract/language.h"
#include "extract/lexicon.h"

namespace supreme {

// Reports in English, German and Swedish; entities are English. An entity keeps the report's
// wording with its modifiers ("old inferior infarct"), spelling repaired, foreign words translated.
//   "inferior/lateral st-t changes"  two entities, one per location
//   "X probably due to Y", "X with Y", "X and/or Y"  two entities
//   "possible X", "cannot rule out X", "X cannot be excluded"  X is uncertain, text with the cue
//   "X may be due to Y"  Y is uncertain
//   "no evidence of X", "X is no longer present"  nothing
// How far a cue reaches: statement_reader.h. Text outside the lexicon gives no entity.
// Deterministic, thread-safe.
class RuleExtractor : public Extractor {
 public:
  explicit RuleExtractor(const LanguageReader& reader = LanguageReader::BuiltIn())
      : reader_(reader) {}

  std::string name() const override { return "rules-3"; }
  // A statement or a whole report of at most kMaxReportBytes.
  Extraction Extract(std::string_view text) const override;
  // Every word of the statement is a known finding, cue, location, number or filler: nothing was
  // passed over. Words without letters count as known.
  bool AccountsForAll(std::string_view statement) const;

 private:
  const LanguageReader& reader_;  // outlives the extractor
};

// The entity without the words of doubt around it: "cannot rule out old infarct" → "old infarct".
std::string WithoutCues(std::string_view entity, const Lexicon& lexicon = Lexicon::BuiltIn());

}  // namespace supreme
