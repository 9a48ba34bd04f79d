// Abbreviations of ECG reports in full (vocab/abbreviations.csv), German wordings in English
// (vocab/german.csv), and the form in which texts are compared. A text encoder does not know the
// abbreviations: all-MiniLM-L6-v2 gives "lvh" and "left ventricular hypertrophy" a cosine of 0.2.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Immutable, thread-safe.
class Glossary {
 public:
  // CSV with the columns abbreviation, expansion. kCorruptData: one abbreviation in two rows.
  Glossary(std::string_view csv, std::string_view where);
  // Both tables.
  static const Glossary& BuiltIn();

  // Lower case, one blank between words, no punctuation, "st-t" with its hyphen; the
  // longest abbreviation first, expansions are not expanded again. This is what gets embedded.
  std::string Expand(std::string_view text) const;
  // Some word, or words, of the text stands for longer ones.
  bool HoldsAbbreviation(std::string_view text) const;
  // Equal for texts that differ only in case, punctuation, abbreviation or plural.
  std::string MatchKey(std::string_view text) const;

 private:
  void Add(std::string_view csv, std::string_view where, const char* from, const char* to);

  std::map<std::string, std::string, std::less<>> expansions_;  // words joined by blanks
  size_t longest_ = 1;                                          // words in an abbreviation
};

}  // namespace supreme
