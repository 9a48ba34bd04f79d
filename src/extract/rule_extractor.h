// Entities by rules: the built-in lexicon, and how machine reports are worded (paper, appendix
// D.2).
#pragma once

#include <string>
#include <string_view>

#include "extract/extraction.h"
#include "extract/lexicon.h"

namespace supreme {

// English reports. An entity keeps the report's wording with its modifiers ("old inferior
// infarct").
//   "inferior/lateral st-t changes"  two entities, one per location
//   "X probably due to Y", "X with Y", "X and/or Y"  two entities
//   "possible X", "cannot rule out X", "X cannot be excluded"  X is uncertain, text with the cue
//   "X may be due to Y"  Y is uncertain
//   "no evidence of X", "X is no longer present"  nothing
// A cue reaches over "or" and "/"; a verb cue over "and" too; over a comma only to a further cause
// ("consider ischemia, electrolyte imbalance"). Text outside the lexicon gives no entity.
// Deterministic, thread-safe.
class RuleExtractor : public Extractor {
 public:
  explicit RuleExtractor(const Lexicon& lexicon = Lexicon::BuiltIn()) : lexicon_(lexicon) {}

  std::string name() const override { return "rules-1"; }
  // A statement or a whole report of at most kMaxReportBytes.
  Extraction Extract(std::string_view text) const override;
  // True when no word of the text is outside the lexicon: nothing can have been overlooked.
  bool AccountsForAll(std::string_view text) const;

 private:
  const Lexicon& lexicon_;  // outlives the extractor
};

// The entity without the words of doubt around it: "cannot rule out old infarct" → "old infarct".
std::string WithoutCues(std::string_view entity, const Lexicon& lexicon = Lexicon::BuiltIn());

}  // namespace supreme
