#include "extract/tokens.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace supreme {
namespace {

constexpr size_t kShortestStem = 4;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Plural endings that machine reports put in brackets.
constexpr std::array<std::string_view, 6> kBracketEndings = {"(s)",  "(n)",  "(e)",
                                                             "(en)", "(er)", "(a)"};

size_t BracketEnding(std::string_view statement, size_t at) {
  if (statement[at] != '(' || at == 0 || !IsWordByte(statement[at - 1])) return 0;
  for (const std::string_view ending : kBracketEndings) {
    if (statement.substr(at, ending.size()) == ending) return ending.size();
  }
  return 0;
}

// '#' where another program could not write an umlaut: "f#r", "#bergang".
bool IsBrokenLetter(std::string_view statement, size_t at) {
  return statement[at] == '#' && at + 1 < statement.size() && IsLetter(statement[at + 1]);
}

struct Letter {
  std::string_view utf8;
  std::string_view folded;
};
constexpr std::array<Letter, 6> kLetters = {
    {{"ä", "a"}, {"ö", "o"}, {"ü", "u"}, {"å", "a"}, {"ß", "ss"}, {"é", "e"}}};

std::string ReplaceUmlauts(std::string_view word, bool keep) {
  std::string folded;
  for (size_t at = 0; at < word.size();) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      if (word[at] != '#') folded += word[at];
      ++at;
      continue;
    }
    size_t length = 1;
    for (const Letter& letter : kLetters) {
      if (!word.substr(at).starts_with(letter.utf8)) continue;
      length = letter.utf8.size();
      if (keep || letter.folded == "ss") folded += letter.folded;
    }
    at += length;
  }
  return folded;
}

// "ae", "oe", "ue" as umlauts are written without them.
void CutSecondVowels(std::string& word) {
  for (size_t at = 1; at < word.size(); ++at) {
    const char before = word[at - 1];
    if (word[at] == 'e' && (before == 'a' || before == 'o' || before == 'u')) word.erase(at, 1);
  }
}

constexpr std::array<std::string_view, 5> kGermanEndings = {"en", "er", "es", "em", "e"};
constexpr std::array<std::string_view, 9> kSwedishEndings = {"arna", "erna", "ar", "er", "en",
                                                             "et",   "na",   "a",  "t"};

void CutEndings(std::string& word, Language language) {
  // "möglich" after a finding and "mögliche" before it are different cues.
  if (word.starts_with("moglich")) return;
  const std::span<const std::string_view> endings =
      language == Language::kSwedish ? std::span<const std::string_view>(kSwedishEndings)
                                     : std::span<const std::string_view>(kGermanEndings);
  const auto cut_one = [&] {
    for (const std::string_view ending : endings) {
      if (word.ends_with(ending) && word.size() >= ending.size() + kShortestStem) {
        word.resize(word.size() - ending.size());
        return true;
      }
    }
    return false;
  };
  while (cut_one()) {
  }
}

std::string FinishForeign(std::string word, Language language) {
  CutSecondVowels(word);
  CutEndings(word, language);
  return word;
}

}  // namespace

bool IsWordByte(char c) { return IsLetter(c) || (c >= '0' && c <= '9') || c == '\''; }

bool IsPlainWord(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return IsLetter(c) || c == '#'; }) &&
         std::any_of(word.begin(), word.end(), IsLetter);
}

std::vector<Token> Tokenize(std::string_view statement) {
  std::vector<Token> tokens;
  const size_t size = statement.size();
  const auto in_word = [&](size_t at) {
    return IsWordByte(statement[at]) || IsBrokenLetter(statement, at);
  };
  for (size_t at = 0; at < size;) {
    const char c = statement[at];
    if (c == ' ') {
      ++at;
      continue;
    }
    size_t end = at + 1;
    if (in_word(at)) {
      while (end < size && in_word(end)) ++end;
    } else if (const size_t ending = BracketEnding(statement, at); ending > 0) {
      at += ending;
      continue;
    } else if (c == '-' && at > 0 && IsWordByte(statement[at - 1]) && end < size && in_word(end)) {
      at = end;
      continue;
    }
    tokens.push_back({at, end});
    at = end;
  }
  return tokens;
}

std::string_view FoldWord(std::string_view word, std::string& buffer) {
  if (word == "1st") return "first";
  if (word == "2nd") return "second";
  if (word == "3rd") return "third";
  if (word.size() <= 3) return word;
  buffer.assign(word.ends_with("'s") ? word.substr(0, word.size() - 2) : word);
  if (buffer.size() < 2) return word;
  if (const size_t british = buffer.find("aemi"); british != std::string::npos) {
    buffer.erase(british, 1);
  }
  const char before = buffer[buffer.size() - 2];
  if (buffer.ends_with("ies")) {
    buffer.replace(buffer.size() - 3, 3, "y");
  } else if (buffer.ends_with("xes")) {
    buffer.resize(buffer.size() - 2);
  } else if (buffer.back() == 's' && before != 's' && before != 'u' && before != 'i') {
    buffer.pop_back();
  }
  return buffer;
}

std::string FoldForeign(std::string_view word, Language language) {
  if (language == Language::kEnglish) {
    std::string buffer;
    return std::string(FoldWord(word, buffer));
  }
  return FinishForeign(ReplaceUmlauts(word, true), language);
}

std::string FoldWithoutUmlauts(std::string_view word, Language language) {
  std::string bare = ReplaceUmlauts(word, false);
  if (bare.size() < 2 || bare == ReplaceUmlauts(word, true)) return {};
  return FinishForeign(std::move(bare), language);
}

}  // namespace supreme
