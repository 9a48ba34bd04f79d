// The words of ECG reports and what each does in a statement (vocab/lexicon.csv).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  kCausal,          // ends the reach of a cue: "with", "due to"
  kBreak,           // ends the reach of a cue: "but", "-", ":"
  kListAnd,
  kListOr,
  kListComma,
  kFiller,   // "the", "is"
  kIgnore,   // a phrase that says nothing about the heart: "no further analysis"
  kUnknown,  // a word outside the lexicon
};

// A word or sign of a normalised statement; hyphens join words without being signs.
struct Token {
  size_t begin = 0;  // bytes in the statement
  size_t end = 0;
};
std::vector<Token> Tokenize(std::string_view statement);

// The form under which a word is compared: no plural ending, "first" for "1st", "ischemia" for
// "ischaemia". The result lives in `buffer` or is `word` itself.
std::string_view FoldWord(std::string_view word, std::string& buffer);

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

  // Covers all tokens from left to right, the longest wording first.
  std::vector<LexiconItem> Scan(std::string_view statement) const;

 private:
  struct Node {
    std::unordered_map<uint32_t, uint32_t> next;  // word → node
    WordKind kind = WordKind::kUnknown;
    uint32_t canonical = 0;
    bool is_end = false;
  };
  struct WordHash {
    using is_transparent = void;
    size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };

  void Add(std::string_view wording, WordKind kind, uint32_t canonical, std::string_view where);
  uint32_t WordId(std::string_view word) const;

  std::unordered_map<std::string, uint32_t, WordHash, std::equal_to<>> words_;
  std::vector<Node> nodes_;
};

}  // namespace supreme
