#include "extract/translator.h"

#include <algorithm>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view LexiconDeCsv();  // vocab/lexicon_de.csv, embedded at build time
std::string_view LexiconSvCsv();  // vocab/lexicon_sv.csv

Translator::Translator(Language language, std::string_view csv, std::string_view where)
    : language_(language) {
  CsvReader reader{std::string(csv), std::string(where)};
  std::vector<std::string> with_umlauts;
  while (reader.Next()) {
    const auto value = static_cast<uint32_t>(english_.size());
    english_.push_back(reader["english"]);
    std::string_view rest = reader["wordings"];
    do {
      const size_t end = std::min(rest.find(';'), rest.size());
      Add(rest.substr(0, end), value, reader.Where());
      rest.remove_prefix(std::min(end + 1, rest.size()));
    } while (!rest.empty());
    with_umlauts.push_back(reader["wordings"]);
  }
  // After all true words, so that a broken form never hides one.
  for (const std::string& wordings : with_umlauts) {
    for (const Token& token : Tokenize(wordings)) {
      const std::string_view word = TokenText(wordings, token);
      phrases_.AddForm(FoldWithoutUmlauts(word, language_),
                       phrases_.WordId(FoldForeign(word, language_)));
    }
  }
}

void Translator::Add(std::string_view wording, uint32_t value, const std::string& where) {
  std::vector<uint32_t> words;
  for (const Token& token : Tokenize(wording)) {
    words.push_back(phrases_.AddWord(FoldForeign(TokenText(wording, token), language_)));
  }
  if (!phrases_.Add(words, value)) {
    throw Error(ErrorCode::kCorruptData,
                "wording \"" + std::string(wording) + "\" is empty or stands in two rows", where);
  }
}

const Translator& Translator::German() {
  static const Translator german(Language::kGerman, LexiconDeCsv(), "vocab/lexicon_de.csv");
  return german;
}

const Translator& Translator::Swedish() {
  static const Translator swedish(Language::kSwedish, LexiconSvCsv(), "vocab/lexicon_sv.csv");
  return swedish;
}

bool Translator::Knows(std::string_view word) const {
  return phrases_.WordId(FoldForeign(word, language_)) != PhraseTable::kNoWord;
}

std::string Translator::Translate(std::string_view statement) const {
  const std::vector<Token> tokens = Tokenize(statement);
  std::vector<uint32_t> words;
  words.reserve(tokens.size());
  for (const Token& token : tokens) {
    words.push_back(phrases_.WordId(FoldForeign(TokenText(statement, token), language_)));
  }
  std::string text;
  size_t copied = 0;  // bytes of the statement that are done
  for (size_t at = 0; at < tokens.size();) {
    const auto match = phrases_.Longest(words, at);
    text += statement.substr(copied, tokens[at].begin - copied);
    const size_t count = std::max<size_t>(match.word_count, 1);
    if (match.word_count == 0) {
      text += TokenText(statement, tokens[at]);
    } else {
      text += english_[match.value];
    }
    at += count;
    copied = tokens[at - 1].end;
  }
  return text;
}

}  // namespace supreme
