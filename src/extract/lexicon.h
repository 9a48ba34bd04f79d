// The words of ECG reports and what each does in a statement (vocab/lexicon.csv).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/phrase_table.h"
#include "extract/tokens.h"

namespace supreme {

// What a wording is. A *cue* changes the certainty of the entities near it.
enum class WordKind : uint8_t {
  kNormal,          // entity, clinically normal
  kAbnormal,        // entity
  kCause,           // entity that names a cause ("ischemia"); continues lists after a comma
  kCued,            // entity only after a cue ("borderline ecg")
  kLocation,        // "inferior"
  kAdverb,          // "inferiorly", after the entity
  kLead,            // "v1"
  kLeadWord,        // "leads", "wall"
  kPlace,           // "in", before locations and leads
  kModifier,        // "acute", "marked"
  kUncertain,       // adjective cue, kept in the text: "possible"
  kUncertainVerb,   // verb cue, kept in the text: "cannot rule out"
  kHedge,           // verb cue, not kept: "may be due to"
  kUncertainAfter,  // "cannot be excluded"
  kUncertainAlone,  // an uncertain entity of its own: "age undetermined"
  kNegation,        // "no evidence of"
  kNegationAfter,   // "is no longer present"
  kTopic,           // "the cause of": cues behind the finding speak of that, not of the finding
  kCausal,          // ends the reach of a cue: "with", "due to"
  kBreak,           // ends the reach of a cue: "but", "-", ":"
  kListAnd,
  kListOr,
  kListComma,
  kFiller,   // "the", "is"
  kIgnore,   // a phrase that says nothing about the heart: "no further analysis"
  kOther,    // a word of everyday English: known, so never taken for a slip of the pen
  kUnknown,  // a word outside the lexicon
};

// A wording found in a statement.
struct LexiconItem {
  WordKind kind = WordKind::kUnknown;
  size_t begin = 0;  // bytes in the statement
  size_t end = 0;
  uint32_t canonical = 0;  // names the meaning, the same for all wordings of one row
};

// Words are compared without plural endings, British "ae" and digits in "1st"; "s-t" and "s t" are
// the same. Immutable, thread-safe.
class Lexicon {
 public:
  // CSV with the columns canonical, kind, wordings (joined by ';'). kCorruptData: unknown kind, or
  // one wording in two rows.
  Lexicon(std::string_view csv, std::string_view where);
  // The one that is compiled into the program.
  static const Lexicon& BuiltIn();

  // Covers all tokens from left to right, the longest wording first. A digit in a list of leads
  // ("v4,5,6") is a lead.
  std::vector<LexiconItem> Scan(std::string_view statement) const;
  bool Knows(std::string_view word) const;
  // The words in the form in which they are compared.
  std::vector<std::string> Words() const { return phrases_.Words(); }
  // The first wording of a row; `canonical` as in LexiconItem, 0 has no name.
  std::string_view CanonicalName(uint32_t canonical) const { return names_[canonical]; }

 private:
  struct Meaning {
    WordKind kind = WordKind::kUnknown;
    uint32_t canonical = 0;
  };

  void Add(std::string_view wording, uint32_t value, std::string_view where);

  PhraseTable phrases_;            // values are rows of meanings_
  std::vector<Meaning> meanings_;  // one per row of the table
  std::vector<std::string> names_ = {""};
};

}  // namespace supreme
