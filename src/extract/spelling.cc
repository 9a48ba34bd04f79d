#include "extract/spelling.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

namespace supreme {
namespace {

constexpr size_t kShortest = 5;
constexpr size_t kShortestWithTwo = 9;
constexpr size_t kLongest = 40;
constexpr size_t kPrefix = 7;  // the index looks at this many letters
constexpr size_t kShortestStart = 4;

// The start of the word with up to two letters left out.
std::set<std::string> Parts(std::string_view word) {
  std::set<std::string> parts = {std::string(word.substr(0, kPrefix))};
  for (int round = 0; round < 2; ++round) {
    std::set<std::string> shorter;
    for (const std::string& part : parts) {
      for (size_t at = 0; at < part.size(); ++at) {
        std::string cut = part;
        shorter.insert(cut.erase(at, 1));
      }
    }
    parts.merge(shorter);
  }
  return parts;
}

uint64_t Hash(std::string_view part) { return std::hash<std::string_view>{}(part); }

// Optimal string alignment distance.
size_t Distance(std::string_view a, std::string_view b) {
  std::array<std::array<size_t, kLongest + 1>, 3> rows{};
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& second = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], second[j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

Speller::Speller(std::vector<std::string> words) : words_(std::move(words)) {
  std::sort(words_.begin(), words_.end());
  for (uint32_t i = 0; i < words_.size(); ++i) {
    const std::string& word = words_[i];
    if (word.size() < kShortest || word.size() > kLongest) continue;
    for (const std::string& part : Parts(word)) by_part_[Hash(part)].push_back(i);
  }
}

std::string_view Speller::Repair(std::string_view word) const {
  if (word.size() < kShortest || word.size() > kLongest) return {};
  const size_t allowed = word.size() >= kShortestWithTwo ? 2 : 1;
  size_t best_distance = allowed + 1;
  uint32_t best = 0;
  for (const std::string& part : Parts(word)) {
    const auto found = by_part_.find(Hash(part));
    if (found == by_part_.end()) continue;
    for (const uint32_t candidate : found->second) {
      const std::string& known = words_[candidate];
      const size_t lengths = std::max(known.size(), word.size());
      if (lengths - std::min(known.size(), word.size()) > allowed) continue;
      const size_t distance = Distance(word, known);
      if (distance == 2 && known.front() != word.front()) continue;
      if (distance < best_distance || (distance == best_distance && candidate < best)) {
        best_distance = distance;
        best = candidate;
      }
    }
  }
  return best_distance <= allowed ? std::string_view(words_[best]) : std::string_view();
}

std::string_view Speller::Complete(std::string_view start) const {
  if (start.size() < kShortestStart) return {};
  std::string_view shortest;
  for (auto word = std::lower_bound(words_.begin(), words_.end(), start);
       word != words_.end() && word->starts_with(start); ++word) {
    if (shortest.empty() || word->size() < shortest.size()) shortest = *word;
  }
  return shortest;
}

}  // namespace supreme
