#include "extract/language.h"

#include <algorithm>
#include <array>

namespace supreme {
namespace {

constexpr std::array<Language, 2> kForeign = {Language::kGerman, Language::kSwedish};
constexpr size_t kEnglishWordsPerForeign = 3;

}  // namespace

LanguageReader::LanguageReader(const Lexicon& english) : english_(english) {
  sources_.push_back({nullptr, Speller(english.Words())});
  for (const Translator* translator : {&Translator::German(), &Translator::Swedish()}) {
    sources_.push_back({translator, Speller(translator->Words())});
  }
}

const LanguageReader& LanguageReader::BuiltIn() {
  static const LanguageReader reader(Lexicon::BuiltIn());
  return reader;
}

bool LanguageReader::IsKnown(std::string_view word, Language language) const {
  const Translator* translator = SourceOf(language).translator;
  return english_.Knows(word) || (translator != nullptr && translator->Knows(word));
}

Language LanguageReader::Detect(std::string_view statement,
                                const std::vector<Token>& tokens) const {
  size_t english_words = 0;
  std::array<size_t, kForeign.size()> foreign_words{};
  for (const Token& token : tokens) {
    const std::string_view word = TokenText(statement, token);
    if (!IsPlainWord(word) || word.size() < 2) continue;
    const bool is_english = english_.Knows(word);
    bool is_foreign = false;
    for (size_t i = 0; i < kForeign.size(); ++i) {
      if (!SourceOf(kForeign[i]).translator->Knows(word)) continue;
      is_foreign = true;
      foreign_words[i] += is_english ? 0 : 1;
    }
    english_words += is_english && !is_foreign ? 1 : 0;
  }
  const auto most = std::max_element(foreign_words.begin(), foreign_words.end());
  if (*most == 0 || *most * kEnglishWordsPerForeign < english_words) return Language::kEnglish;
  return kForeign[static_cast<size_t>(most - foreign_words.begin())];
}

// The statement's own language first, then English, then, for English ones, the others.
std::string LanguageReader::Repaired(std::string_view word, Language language, bool is_last) const {
  std::vector<Language> order = {language};
  if (language == Language::kEnglish) {
    order.insert(order.end(), kForeign.begin(), kForeign.end());
  } else {
    order.push_back(Language::kEnglish);
  }
  for (const Language candidate : order) {
    const std::string_view found = SourceOf(candidate).speller.Repair(FoldForeign(word, candidate));
    if (!found.empty()) return std::string(found);
  }
  if (is_last) {
    const std::string_view found = SourceOf(language).speller.Complete(FoldForeign(word, language));
    if (!found.empty()) return std::string(found);
  }
  return std::string(word);
}

std::string LanguageReader::RepairAll(std::string_view statement, const std::vector<Token>& tokens,
                                      Language language) const {
  std::string text;
  size_t copied = 0;
  for (const Token& token : tokens) {
    const std::string_view word = TokenText(statement, token);
    if (!IsPlainWord(word) || IsKnown(word, language)) continue;
    text += statement.substr(copied, token.begin - copied);
    text += Repaired(word, language, token.end == statement.size());
    copied = token.end;
  }
  text += statement.substr(copied);
  return text;
}

EnglishStatement LanguageReader::Read(std::string_view statement) const {
  std::vector<Token> tokens = Tokenize(statement);
  EnglishStatement result{Detect(statement, tokens), std::string(statement)};
  const bool has_unknown = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    const std::string_view word = TokenText(statement, token);
    return IsPlainWord(word) && !IsKnown(word, result.language);
  });
  if (has_unknown) {
    result.text = RepairAll(statement, tokens, result.language);
    tokens = Tokenize(result.text);
    result.language = Detect(result.text, tokens);
  }
  if (const Translator* translator = SourceOf(result.language).translator) {
    result.text = translator->Translate(result.text);
  }
  return result;
}

}  // namespace supreme
