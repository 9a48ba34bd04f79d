// Words that keep two findings apart however near their embeddings are (vocab/conflicts.csv):
// left and right, first and second degree, elevation and depression. The paper's own Table 6 pairs
// "third degree av block" with "second degree" at a cosine over 0.95.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// What a text says in each group of words: one bit per value.
using Traits = std::vector<uint32_t>;

// Immutable, thread-safe.
class ConflictTable {
 public:
  // CSV with the columns group, rule, value, words (a word or phrase). The rules:
  //   equal     both texts say the same, also when one says nothing ("incomplete")
  //   subset    a term may leave out what an entity says, never add to it ("inferior")
  //   disjoint  they clash only when both speak and share nothing ("st", "t")
  ConflictTable(std::string_view csv, std::string_view where);
  static const ConflictTable& BuiltIn();

  // `text` with abbreviations in full.
  Traits TraitsOf(std::string_view text) const;
  // Two entities must not stand in one cluster.
  bool KeepsApart(const Traits& a, const Traits& b) const;
  // Texts with different keys are always kept apart; those with equal keys may still be.
  Traits SplitKey(const Traits& traits) const;
  // Why two entities must not stand in one cluster: a group with what each says in it.
  struct Reason {
    std::string group;
    std::string first;  // values joined by "+"; empty when it says nothing
    std::string second;
  };
  // Of every group that keeps them apart.
  std::vector<Reason> Reasons(const Traits& a, const Traits& b) const;
  // The entity must not be called by the term.
  bool BlocksTerm(const Traits& entity, const Traits& term) const;

 private:
  enum class Rule { kEqual, kSubset, kDisjoint };
  struct Word {
    std::string text;  // with a blank on either side
    size_t group = 0;
    uint32_t bit = 0;
  };
  bool GroupKeepsApart(size_t group, uint32_t a, uint32_t b) const;
  std::string Values(size_t group, uint32_t bits) const;

  std::vector<Rule> rules_;  // per group
  std::vector<std::string> groups_;
  std::vector<std::vector<std::string>> values_;  // per group, by bit
  std::vector<Word> words_;
};

}  // namespace supreme
