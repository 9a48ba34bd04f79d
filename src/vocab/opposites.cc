#include "vocab/opposites.h"

#include <algorithm>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view OppositesCsv();  // vocab/opposites.csv, embedded at build time

namespace {

constexpr std::string_view kNegation = "no ";

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find(separator, start), text.size());
    if (end > start) parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::string Join(const std::vector<std::string>& words, size_t first, size_t count) {
  std::string joined;
  for (size_t i = first; i < first + count; ++i) joined += (i == first ? "" : " ") + words[i];
  return joined;
}

std::string Replaced(const std::vector<std::string>& words, size_t first, size_t count,
                     const std::string& other) {
  const std::string before = Join(words, 0, first);
  const std::string after = Join(words, first + count, words.size() - first - count);
  return before + (before.empty() ? "" : " ") + other + (after.empty() ? "" : " ") + after;
}

}  // namespace

OppositeWords::OppositeWords(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  while (reader.Next()) {
    const std::vector<std::string> phrases = Split(reader["words"], ';');
    if (phrases.size() < 2) {
      throw Error(ErrorCode::kCorruptData, "a set needs two words", reader.Where());
    }
    for (const std::string& phrase : phrases) {
      longest_ = std::max(longest_, Split(phrase, ' ').size());
      for (const std::string& other : phrases) {
        if (other != phrase) others_[phrase].push_back(other);
      }
    }
  }
}

const OppositeWords& OppositeWords::BuiltIn() {
  static const OppositeWords words(OppositesCsv(), "vocab/opposites.csv");
  return words;
}

std::vector<std::string> OppositeWords::Of(std::string_view text) const {
  const std::vector<std::string> words = Split(text, ' ');
  std::vector<std::string> opposites;
  for (size_t at = 0; at < words.size(); ++at) {
    for (size_t count = std::min(longest_, words.size() - at); count > 0; --count) {
      const auto found = others_.find(Join(words, at, count));
      if (found == others_.end()) continue;
      for (const std::string& other : found->second) {
        const std::string opposite = Replaced(words, at, count, other);
        const bool is_new =
            std::find(opposites.begin(), opposites.end(), opposite) == opposites.end();
        if (is_new && opposite != text) opposites.push_back(opposite);
      }
      break;
    }
  }
  if (!opposites.empty()) return opposites;
  const bool is_negated = text.starts_with(kNegation);
  return {is_negated ? std::string(text.substr(kNegation.size()))
                     : std::string(kNegation) + std::string(text)};
}

}  // namespace supreme
