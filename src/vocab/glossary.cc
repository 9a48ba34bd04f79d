#include "vocab/glossary.h"

#include <algorithm>

#include "core/csv.h"
#include "core/error.h"
#include "extract/lexicon.h"
#include "extract/statement.h"

namespace supreme {

std::string_view AbbreviationsCsv();  // vocab/abbreviations.csv, embedded at build time
std::string_view GermanCsv();         // vocab/german.csv

namespace {

std::vector<std::string> Words(std::string_view text) {
  const std::string clean = NormalizeStatement(text);
  std::vector<std::string> words;
  for (const Token& token : Tokenize(clean)) {
    words.push_back(clean.substr(token.begin, token.end - token.begin));
  }
  return words;
}

std::string Join(const std::vector<std::string>& words, size_t first, size_t count) {
  std::string joined = words[first];
  for (size_t i = first + 1; i < first + count; ++i) joined += " " + words[i];
  return joined;
}

// "2:1" keeps its colon; other signs say nothing once the words stand alone.
bool IsSign(const std::string& word) {
  return word.size() == 1 &&
         std::string_view(",/()?!&+\"*-.;[]{}").find(word[0]) != std::string_view::npos;
}

}  // namespace

Glossary::Glossary(std::string_view csv, std::string_view where) {
  Add(csv, where, "abbreviation", "expansion");
}

void Glossary::Add(std::string_view csv, std::string_view where, const char* from, const char* to) {
  CsvReader reader{std::string(csv), std::string(where)};
  while (reader.Next()) {
    const std::vector<std::string> words = Words(reader[from]);
    if (words.empty() || !expansions_.emplace(Join(words, 0, words.size()), reader[to]).second) {
      throw Error(ErrorCode::kCorruptData,
                  "abbreviation \"" + reader[from] + "\" is empty or stands twice", reader.Where());
    }
    longest_ = std::max(longest_, words.size());
  }
}

const Glossary& Glossary::BuiltIn() {
  static const Glossary glossary = [] {
    Glossary both(AbbreviationsCsv(), "vocab/abbreviations.csv");
    both.Add(GermanCsv(), "vocab/german.csv", "wording", "english");
    return both;
  }();
  return glossary;
}

std::string Glossary::Expand(std::string_view text) const {
  const std::vector<std::string> words = Words(text);
  std::string expanded;
  for (size_t at = 0; at < words.size();) {
    std::string piece = IsSign(words[at]) ? "" : words[at];
    size_t taken = 1;
    for (size_t count = std::min(longest_, words.size() - at); count > 0; --count) {
      const auto found = expansions_.find(Join(words, at, count));
      if (found == expansions_.end()) continue;
      piece = found->second;
      taken = count;
      break;
    }
    at += taken;
    if (piece.empty()) continue;
    const bool joins = piece == ":" || (!expanded.empty() && expanded.back() == ':');
    if (!expanded.empty() && !joins) expanded += ' ';
    expanded += piece;
  }
  return expanded;
}

bool Glossary::HoldsAbbreviation(std::string_view text) const {
  const std::vector<std::string> words = Words(text);
  for (size_t at = 0; at < words.size(); ++at) {
    for (size_t count = std::min(longest_, words.size() - at); count > 0; --count) {
      const std::string run = Join(words, at, count);
      const auto found = expansions_.find(run);
      if (found != expansions_.end() && found->second.size() > run.size()) return true;
    }
  }
  return false;
}

std::string Glossary::MatchKey(std::string_view text) const {
  const std::string expanded = Expand(text);
  std::string key;
  std::string buffer;
  for (const Token& token : Tokenize(expanded)) {
    if (!key.empty()) key += ' ';
    key +=
        FoldWord(std::string_view(expanded).substr(token.begin, token.end - token.begin), buffer);
  }
  return key;
}

}  // namespace supreme
