#include "extract/phrase_table.h"

namespace supreme {
namespace {

uint64_t Edge(uint32_t node, uint32_t word) { return (uint64_t{node} << 32) | word; }

}  // namespace

uint32_t PhraseTable::AddWord(std::string_view word) {
  const auto id = static_cast<uint32_t>(words_.size() + 1);
  return words_.emplace(std::string(word), id).first->second;
}

void PhraseTable::AddForm(std::string_view form, uint32_t word) {
  if (!form.empty()) words_.emplace(std::string(form), word);
}

bool PhraseTable::Add(std::span<const uint32_t> words, uint32_t value) {
  uint32_t node = 0;
  for (const uint32_t word : words) {
    const auto [edge, is_new] = edges_.emplace(Edge(node, word), node_count_);
    if (is_new) ++node_count_;
    node = edge->second;
  }
  return node != 0 && ends_.emplace(node, value).first->second == value;
}

uint32_t PhraseTable::WordId(std::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? kNoWord : found->second;
}

PhraseTable::Match PhraseTable::Longest(std::span<const uint32_t> words, size_t at) const {
  Match best;
  uint32_t node = 0;
  for (size_t end = at; end < words.size() && words[end] != kNoWord; ++end) {
    const auto edge = edges_.find(Edge(node, words[end]));
    if (edge == edges_.end()) break;
    node = edge->second;
    if (const auto value = ends_.find(node); value != ends_.end()) {
      best = {value->second, end + 1 - at};
    }
  }
  return best;
}

std::vector<std::string> PhraseTable::Words() const {
  std::vector<std::string> words;
  words.reserve(words_.size());
  for (const auto& [word, id] : words_) words.push_back(word);
  return words;
}

}  // namespace supreme
