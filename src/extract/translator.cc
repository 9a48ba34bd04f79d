#include "extract/translator.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view LexiconDeCsv();  // vocab/lexicon_de.csv, embedded at build time
std::string_view LexiconSvCsv();  // vocab/lexicon_sv.csv

namespace {

// German abbreviations and the whole words, as FoldForeign gives them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kAbbreviations = {{
    {"ant", "anterior"},
    {"biphas", "biphasisch"},
    {"chron", "chronisch"},
    {"fragl", "fraglich"},
    {"inkompl", "inkomplett"},
    {"intraventr", "intraventrikular"},
    {"kompl", "komplett"},
    {"mogl", "moglich"},
    {"neg", "negativ"},
    {"part", "partiell"},
    {"pat", "pathologisch"},
    {"path", "pathologisch"},
    {"pathol", "pathologisch"},
    {"patholog", "pathologisch"},
    {"post", "posterior"},
    {"supraventr", "supraventrikular"},
    {"term", "terminal"},
    {"unspez", "unspezifisch"},
    {"unvollst", "unvollstandig"},
    {"ventr", "ventrikular"},
    {"vollst", "vollstandig"},
    {"wahrsch", "wahrscheinlich"},
}};
// After these a hyphen stands for the end of the word before: "vorhof- und kammer…".
constexpr std::array<std::string_view, 6> kConjunctions = {"und", "u",   "oder",
                                                           "bzw", "och", "eller"};

// A word, and where the text goes on behind it and the signs that are part of its writing.
struct Word {
  std::string_view text;
  size_t begin = 0;
  size_t end = 0;
};

// Words and signs without the period of an abbreviation ("path. ekg") and without the hyphen of a
// compound that was written apart ("vorhofs- es").
std::vector<Word> WordsOf(std::string_view statement) {
  std::vector<Word> words;
  const std::vector<Token> tokens = Tokenize(statement);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view text = TokenText(statement, tokens[i]);
    const bool is_attached =
        i > 0 && tokens[i].begin == tokens[i - 1].end && IsPlainWord(words.back().text);
    const std::string_view next =
        i + 1 < tokens.size() ? TokenText(statement, tokens[i + 1]) : std::string_view();
    const bool is_compound =
        text == "-" && IsPlainWord(next) &&
        std::find(kConjunctions.begin(), kConjunctions.end(), next) == kConjunctions.end();
    if (is_attached && (text == "." || is_compound)) {
      words.back().end = tokens[i].end;
    } else {
      words.push_back({text, tokens[i].begin, tokens[i].end});
    }
  }
  return words;
}

}  // namespace

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
      phrases_.AddForm(FoldWithoutUmlauts(word, language_), phrases_.WordId(Fold(word)));
    }
  }
}

void Translator::Add(std::string_view wording, uint32_t value, const std::string& where) {
  std::vector<uint32_t> words;
  for (const Word& word : WordsOf(wording)) words.push_back(phrases_.AddWord(Fold(word.text)));
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

std::string Translator::Fold(std::string_view word) const {
  std::string folded = FoldForeign(word, language_);
  if (language_ != Language::kGerman) return folded;
  for (const auto& [abbreviation, whole] : kAbbreviations) {
    if (folded == abbreviation) return std::string(whole);
  }
  return folded;
}

bool Translator::Knows(std::string_view word) const {
  return phrases_.WordId(Fold(word)) != PhraseTable::kNoWord;
}

std::string Translator::Translate(std::string_view statement) const {
  const std::vector<Word> words = WordsOf(statement);
  std::vector<uint32_t> ids;
  ids.reserve(words.size());
  for (const Word& word : words) ids.push_back(phrases_.WordId(Fold(word.text)));
  std::string text;
  size_t copied = 0;  // bytes of the statement that are done
  for (size_t at = 0; at < words.size();) {
    const auto match = phrases_.Longest(ids, at);
    text += statement.substr(copied, words[at].begin - copied);
    text += match.word_count == 0 ? words[at].text : std::string_view(english_[match.value]);
    at += std::max<size_t>(match.word_count, 1);
    copied = words[at - 1].end;
  }
  return text;
}

}  // namespace supreme
