#include "vocab/meanings.h"

#include <algorithm>

#include "core/csv.h"
#include "core/error.h"
#include "extract/lexicon.h"
#include "extract/statement.h"

namespace supreme {

std::string_view MeaningsCsv();  // vocab/meanings.csv, embedded at build time

namespace {

std::vector<std::string> Split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(mark), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

Meanings::Meanings(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  while (reader.Next()) {
    std::vector<Meaning>& meanings = meanings_[reader["abbreviation"]];
    const std::string& text = reader["meaning"];
    const bool is_double = std::ranges::find(meanings, text, &Meaning::text) != meanings.end();
    if (reader["abbreviation"].empty() || text.empty() || is_double) {
      throw Error(ErrorCode::kCorruptData, "a meaning is empty or stands twice", reader.Where());
    }
    meanings.push_back({text, Split(reader["context"], ';'), reader["note"]});
  }
}

const Meanings& Meanings::BuiltIn() {
  static const Meanings meanings(MeaningsCsv(), "vocab/meanings.csv");
  return meanings;
}

const Meaning* Meanings::Choose(const std::vector<Meaning>& meanings,
                                const std::vector<std::string>& words) const {
  for (const Meaning& meaning : meanings) {
    for (const std::string& context : meaning.context) {
      if (context == "*" || std::ranges::find(words, context) != words.end()) return &meaning;
    }
  }
  return words.empty() ? &meanings[0] : nullptr;
}

Reading Meanings::Read(std::string_view text) const {
  const std::string clean = NormalizeStatement(text);
  const std::vector<Token> tokens = Tokenize(clean);
  std::vector<std::string> words;
  for (const Token& token : tokens) {
    words.push_back(clean.substr(token.begin, token.end - token.begin));
  }
  Reading reading;
  size_t copied = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const auto found = meanings_.find(words[i]);
    if (found == meanings_.end()) continue;
    const bool is_alone = words.size() == 1;
    std::vector<std::string> others = words;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    const Meaning* chosen = Choose(found->second, others);
    if (chosen == nullptr || (!is_alone && chosen->text == words[i])) continue;
    reading.is_changed = true;
    reading.text.append(clean, copied, tokens[i].begin - copied).append(chosen->text);
    copied = tokens[i].end;
    if (found->second.size() == 1) continue;
    AmbiguousWord& word =
        reading.ambiguous.emplace_back(AmbiguousWord{words[i], chosen->text, !is_alone, {}});
    for (const Meaning& meaning : found->second) {
      if (&meaning != chosen) word.alternatives.push_back(meaning);
    }
  }
  reading.text.append(clean, copied);
  return reading;
}

}  // namespace supreme
