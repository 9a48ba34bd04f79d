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
      values.emplace_back();
    }
    const size_t value = values[group].emplace(reader["value"], values[group].size()).first->second;
    if (value >= kMaxValues || rules_[group] != rule->second) {
      throw Error(ErrorCode::kCorruptData, "group has two rules or over 32 values", reader.Where());
    }
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

bool ConflictTable::KeepsApart(const Traits& a, const Traits& b) const {
  for (size_t group = 0; group < rules_.size(); ++group) {
    if (rules_[group] != Rule::kDisjoint) {
      if (a[group] != b[group]) return true;
    } else if (a[group] != 0 && b[group] != 0 && (a[group] & b[group]) == 0) {
      return true;
    }
  }
  return false;
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
