// What language a statement is in, and its form in correct English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"
#include "extract/spelling.h"
#include "extract/tokens.h"
#include "extract/translator.h"

namespace supreme {

struct EnglishStatement {
  Language language = Language::kEnglish;  // of the original
  std::string text;                        // normalised, as the English lexicon spells it
};

// Repairs spelling, then translates. A statement is German or Swedish when it has words that only
// that language's table knows, at least one for three of English. Words no table knows stay.
// Immutable, thread-safe.
class LanguageReader {
 public:
  explicit LanguageReader(const Lexicon& english);
  // With the lexicons that are compiled into the program.
  static const LanguageReader& BuiltIn();

  // `statement` is normalised (NormalizeStatement).
  EnglishStatement Read(std::string_view statement) const;
  const Lexicon& english() const { return english_; }

 private:
  struct Source {
    const Translator* translator;  // null: English
    Speller speller;
  };

  bool IsKnown(std::string_view word, Language language) const;
  Language Detect(std::string_view statement, const std::vector<Token>& tokens) const;
  std::string Repaired(std::string_view word, Language language, bool is_last) const;
  std::string RepairAll(std::string_view statement, const std::vector<Token>& tokens,
                        Language language) const;
  const Source& SourceOf(Language language) const {
    return sources_[static_cast<size_t>(language)];
  }

  const Lexicon& english_;
  std::vector<Source> sources_;  // in the order of Language
};

}  // namespace supreme
