#include "vocab/same_words.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/csv.h"
#include "vocab/glossary.h"

namespace supreme {

std::string_view SynonymsCsv();  // vocab/synonyms.csv, embedded at build time

namespace {

constexpr size_t kShortestStem = 4;
constexpr size_t kLongestEnding = 4;

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> words;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) words.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

const std::map<std::string, std::vector<std::string>>& Synonyms() {
  static const auto table = [] {
    std::map<std::string, std::vector<std::string>> words;
    CsvReader reader(std::string(SynonymsCsv()), "vocab/synonyms.csv");
    while (reader.Next()) words[reader["word"]] = Split(reader["means"]);
    return words;
  }();
  return table;
}

bool HasDigit(const std::string& word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool SameStem(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (HasDigit(a) || HasDigit(b)) return false;
  const auto stem = static_cast<size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  return stem >= kShortestStem && std::max(a.size(), b.size()) - stem <= kLongestEnding;
}

}  // namespace

ContentWords::ContentWords(std::string_view text)
    : traits_(ConflictTable::BuiltIn().TraitsOf(text)) {
  for (std::string& word : Split(Glossary::BuiltIn().MatchKey(text))) {
    const auto synonym = Synonyms().find(word);
    if (synonym == Synonyms().end()) {
      words_.push_back(std::move(word));
    } else {
      words_.insert(words_.end(), synonym->second.begin(), synonym->second.end());
    }
  }
}

bool ContentWords::SaysTheSameAs(const ContentWords& other) const {
  if (words_.empty() || words_.size() != other.words_.size()) return false;
  if (ConflictTable::BuiltIn().KeepsApart(traits_, other.traits_)) return false;
  std::vector<std::string> open = other.words_;
  // Equal words first, so that a stem does not take another word's partner.
  std::vector<std::string> unmatched;
  for (const std::string& word : words_) {
    const auto equal = std::ranges::find(open, word);
    if (equal == open.end()) {
      unmatched.push_back(word);
    } else {
      open.erase(equal);
    }
  }
  for (const std::string& word : unmatched) {
    const auto similar =
        std::ranges::find_if(open, [&](const std::string& o) { return SameStem(word, o); });
    if (similar == open.end()) return false;
    open.erase(similar);
  }
  return true;
}

}  // namespace supreme
