// Abbreviations that mean several things, or that are ordinary words elsewhere
// (vocab/meanings.csv): "SA" is a sinus arrhythmia, and before "block" sinoatrial; "ST" alone is a
// sinus tachycardia.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct Meaning {
  std::string text;
  std::vector<std::string> context;  // words beside it that choose this meaning; "*": any
  std::string note;                  // who uses it so; may be empty
};

struct AmbiguousWord {
  std::string word;  // as it stands in the text
  std::string chosen;
  bool chosen_by_context = false;     // else it stands alone and the commonest meaning is taken
  std::vector<Meaning> alternatives;  // without the chosen one
};

struct Reading {
  std::string text;         // with the chosen meanings in place
  bool is_changed = false;  // something was replaced
  std::vector<AmbiguousWord> ambiguous;
};

// Immutable, thread-safe.
class Meanings {
 public:
  // CSV with the columns abbreviation, meaning, context (joined by ';'), note. The rows of one
  // abbreviation are tried in their order.
  // kCorruptData: no abbreviation or meaning, one that stands twice.
  Meanings(std::string_view csv, std::string_view where);
  static const Meanings& BuiltIn();

  // An abbreviation becomes the first meaning whose context is among the words beside it, or "*";
  // one that is the whole text then its first meaning. Else it stays: the glossary may know it.
  // Listed as ambiguous if it has several meanings, unless its neighbours say that it means itself
  // ("st").
  Reading Read(std::string_view text) const;

 private:
  const Meaning* Choose(const std::vector<Meaning>& meanings,
                        const std::vector<std::string>& words) const;

  std::map<std::string, std::vector<Meaning>, std::less<>> meanings_;
};

}  // namespace supreme
