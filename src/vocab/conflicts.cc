#include "vocab/conflicts.h"

#include <map>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view ConflictsCsv();  // vocab/conflicts.csv, embedded at build time

namespace {

constexpr size_t kMaxValues = 32;  // bits of a trait

}  // namespace

ConflictTable::ConflictTable(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  std::map<std::string, size_t> groups;
  std::vector<std::map<std::string, size_t>> values;
  const std::map<std::string, Rule> rules = {
      {"equal", Rule::kEqual}, {"subset", Rule::kSubset}, {"disjoint", Rule::kDisjoint}};
  while (reader.Next()) {
    const auto rule = rules.find(reader["rule"]);
    if (rule == rules.end()) {
      throw Error(ErrorCode::kCorruptData, "unknown rule \"" + reader["rule"] + "\"",
                  reader.Where());
    }
    const size_t group = groups.emplace(reader["group"], groups.size()).first->second;
    if (group == rules_.size()) {
      rules_.push_back(rule->second);
      groups_.push_back(reader["group"]);
      values_.emplace_back();
      values.emplace_back();
    }
    const size_t value = values[group].emplace(reader["value"], values[group].size()).first->second;
    if (value >= kMaxValues || rules_[group] != rule->second) {
      throw Error(ErrorCode::kCorruptData, "group has two rules or over 32 values", reader.Where());
    }
    if (value == values_[group].size()) values_[group].push_back(reader["value"]);
    words_.push_back({" " + reader["words"] + " ", group, uint32_t{1} << value});
  }
}

const ConflictTable& ConflictTable::BuiltIn() {
  static const ConflictTable table(ConflictsCsv(), "vocab/conflicts.csv");
  return table;
}

Traits ConflictTable::TraitsOf(std::string_view text) const {
  Traits traits(rules_.size(), 0);
  const std::string padded = " " + std::string(text) + " ";
  for (const Word& word : words_) {
    if (padded.find(word.text) != std::string::npos) traits[word.group] |= word.bit;
  }
  return traits;
}

bool ConflictTable::GroupKeepsApart(size_t group, uint32_t a, uint32_t b) const {
  if (rules_[group] != Rule::kDisjoint) return a != b;
  return a != 0 && b != 0 && (a & b) == 0;
}

bool ConflictTable::KeepsApart(const Traits& a, const Traits& b) const {
  for (size_t group = 0; group < rules_.size(); ++group) {
    if (GroupKeepsApart(group, a[group], b[group])) return true;
  }
  return false;
}

Traits ConflictTable::SplitKey(const Traits& traits) const {
  Traits key = traits;
  for (size_t group = 0; group < rules_.size(); ++group) {
    if (rules_[group] == Rule::kDisjoint) key[group] = 0;
  }
  return key;
}

std::string ConflictTable::Values(size_t group, uint32_t bits) const {
  std::string values;
  for (size_t bit = 0; bit < values_[group].size(); ++bit) {
    if ((bits >> bit & 1u) == 0) continue;
    values += (values.empty() ? "" : "+") + values_[group][bit];
  }
  return values;
}

std::vector<ConflictTable::Reason> ConflictTable::Reasons(const Traits& a, const Traits& b) const {
  std::vector<Reason> reasons;
  for (size_t group = 0; group < rules_.size(); ++group) {
    if (!GroupKeepsApart(group, a[group], b[group])) continue;
    reasons.push_back({groups_[group], Values(group, a[group]), Values(group, b[group])});
  }
  return reasons;
}

bool ConflictTable::BlocksTerm(const Traits& entity, const Traits& term) const {
  for (size_t group = 0; group < rules_.size(); ++group) {
    const uint32_t said = entity[group];
    const uint32_t claimed = term[group];
    switch (rules_[group]) {
      case Rule::kEqual:
        if (said != claimed) return true;
        break;
      case Rule::kSubset:
        if ((claimed & ~said) != 0) return true;
        break;
      case Rule::kDisjoint:
        if (said != 0 && claimed != 0 && (said & claimed) == 0) return true;
        break;
    }
  }
  return false;
}

}  // namespace supreme
