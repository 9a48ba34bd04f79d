#include "extract/word_cover.h"

#include <algorithm>
#include <set>
#include <utility>

#include "extract/statement.h"
#include "extract/tokens.h"

namespace supreme {
namespace {

constexpr size_t kMostSequences = 12;
constexpr double kLeastGain = 0.002;

std::set<std::string> SequencesOf(const std::string& text) {
  const std::string clean = NormalizeStatement(text);
  std::vector<std::string> words;
  for (const Token& token : Tokenize(clean)) {
    if (IsWordByte(clean[token.begin])) words.emplace_back(TokenText(clean, token));
  }
  std::set<std::string> sequences;
  for (size_t first = 0; first < words.size(); ++first) {
    std::string sequence;
    for (size_t i = first; i < std::min(first + WordSequences::kLongest, words.size()); ++i) {
      sequence += (sequence.empty() ? "" : " ") + words[i];
      sequences.insert(sequence);
    }
  }
  return sequences;
}

double Dice(size_t both, size_t a, size_t b) {
  return a + b == 0 ? 0.0 : 2.0 * static_cast<double>(both) / static_cast<double>(a + b);
}

}  // namespace

WordSequences::WordSequences(const std::vector<std::string>& texts, const TextSet& is_development)
    : text_count_(texts.size()) {
  std::unordered_map<std::string, Sequence> all;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    for (const std::string& sequence : SequencesOf(texts[i])) {
      Sequence& entry = all[sequence];
      (is_development[i] ? entry.development : entry.others).push_back(i);
    }
  }
  std::vector<std::pair<std::string, Sequence>> kept;
  for (auto& [text, sequence] : all) {
    if (sequence.development.size() >= kFewestTexts) kept.emplace_back(text, std::move(sequence));
  }
  std::sort(kept.begin(), kept.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [text, sequence] : kept) sequences_.push_back(std::move(sequence));
}

TextSet WordSequences::Cover(const TextSet& label) const {
  std::vector<const Sequence*> candidates;
  size_t label_count = 0;  // among development texts that hold any sequence or not
  TextSet development(text_count_, false);
  for (const Sequence& sequence : sequences_) {
    size_t with_label = 0;
    for (const uint32_t text : sequence.development) {
      with_label += label[text] ? 1 : 0;
      if (label[text] && !development[text]) ++label_count;
      development[text] = true;
    }
    if (2 * with_label >= sequence.development.size()) candidates.push_back(&sequence);
  }
  TextSet covered(text_count_, false);
  size_t covered_count = 0;
  size_t covered_right = 0;
  double best_f1 = 0.0;
  for (size_t round = 0; round < kMostSequences; ++round) {
    const Sequence* best = nullptr;
    double round_f1 = best_f1 + kLeastGain;
    for (const Sequence* candidate : candidates) {
      size_t count = covered_count;
      size_t right = covered_right;
      for (const uint32_t text : candidate->development) {
        if (covered[text]) continue;
        ++count;
        right += label[text] ? 1 : 0;
      }
      const double f1 = Dice(right, count, label_count);
      if (f1 > round_f1) {
        round_f1 = f1;
        best = candidate;
      }
    }
    if (best == nullptr) break;
    for (const uint32_t text : best->development) {
      if (covered[text]) continue;
      covered[text] = true;
      ++covered_count;
      covered_right += label[text] ? 1 : 0;
    }
    for (const uint32_t text : best->others) covered[text] = true;
    best_f1 = Dice(covered_right, covered_count, label_count);
  }
  return covered;
}

}  // namespace supreme
