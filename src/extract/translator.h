// German and Swedish statements in the words of English reports (vocab/lexicon_de.csv, _sv.csv).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/phrase_table.h"
#include "extract/tokens.h"

namespace supreme {

// Word for word in the statement's order, the longest phrase first: "inferiorer infarkt möglich" →
// "inferior infarct is possible"; the English grammar reads the result. Words outside the table
// stay as they are. Immutable, thread-safe.
class Translator {
 public:
  // CSV with the columns english (empty for what says nothing) and wordings, joined by ';'.
  // kCorruptData: an empty wording, or one wording in two rows.
  Translator(Language language, std::string_view csv, std::string_view where);
  static const Translator& German();
  static const Translator& Swedish();

  Language language() const { return language_; }
  bool Knows(std::string_view word) const;
  std::string Translate(std::string_view statement) const;
  // The words in the form in which they are compared.
  std::vector<std::string> Words() const { return phrases_.Words(); }
  // Every English text of the table.
  const std::vector<std::string>& english() const { return english_; }

 private:
  void Add(std::string_view wording, uint32_t value, const std::string& where);
  // The form under which words are compared; abbreviations as whole words.
  std::string Fold(std::string_view word) const;

  Language language_;
  PhraseTable phrases_;
  std::vector<std::string> english_;
};

}  // namespace supreme
