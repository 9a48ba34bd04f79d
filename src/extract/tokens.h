// Words and signs of a normalised statement, and the forms under which words are compared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// A word or sign of a normalised statement; hyphens join words without being signs, and the
// bracket of "pac(s)" or "extrasystole(n)" is not there.
struct Token {
  size_t begin = 0;  // bytes in the statement
  size_t end = 0;
};
std::vector<Token> Tokenize(std::string_view statement);

inline std::string_view TokenText(std::string_view statement, const Token& token) {
  return statement.substr(token.begin, token.end - token.begin);
}

// True for letters and digits, also those outside ASCII.
bool IsWordByte(char c);
// At least one letter and no digit: "infarct", not "v4", "12" or ",".
bool IsPlainWord(std::string_view word);

// The English form under which a word is compared: no plural ending, "first" for "1st",
// "ischemia" for "ischaemia". The result lives in `buffer` or is `word` itself.
std::string_view FoldWord(std::string_view word, std::string& buffer);

// Languages whose words are translated to English before the grammar reads them.
enum class Language { kEnglish, kGerman, kSwedish };

// The German or Swedish form: "ä", "ae" and "a" are the same (so are the other umlauts), endings
// that follow case, number and gender are cut, a '#' that stands for a broken letter is left out.
// kEnglish is FoldWord.
std::string FoldForeign(std::string_view word, Language language);
// The folded form of a word that lost its umlauts on the way ("fr" for "für"); empty when the word
// has none or too little would be left.
std::string FoldWithoutUmlauts(std::string_view word, Language language);

}  // namespace supreme
