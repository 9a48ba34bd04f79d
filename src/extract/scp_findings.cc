#include "extract/scp_findings.h"

#include <algorithm>
#include <utility>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view ScpFindingsCsv();  // vocab/scp_findings.csv, embedded at build time

namespace {

std::set<std::string> SplitNames(std::string_view names) {
  std::set<std::string> all;
  while (!names.empty()) {
    const size_t end = std::min(names.find(';'), names.size());
    all.emplace(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return all;
}

bool Meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& name) { return b.contains(name); });
}

std::optional<Certainty> ParseCertainty(const std::string& name, const std::string& where) {
  if (name.empty()) return std::nullopt;
  if (name == "abnormal") return Certainty::kAbnormal;
  if (name == "uncertain") return Certainty::kUncertain;
  throw Error(ErrorCode::kCorruptData, "unknown certainty \"" + name + "\"", where);
}

}  // namespace

ScpFindings::ScpFindings() {
  CsvReader reader(std::string(ScpFindingsCsv()), "vocab/scp_findings.csv");
  while (reader.Next()) {
    Rule rule;
    rule.code = reader["code"];
    rule.findings = SplitNames(reader["finding"]);
    rule.is_without_location = reader["location"] == "-";
    if (!rule.is_without_location) rule.locations = SplitNames(reader["location"]);
    rule.word = reader["word"];
    rule.is_word_barred = rule.word.starts_with('!');
    if (rule.is_word_barred) rule.word.erase(0, 1);
    rule.certainty = ParseCertainty(reader["certainty"], reader.Where());
    rules_.push_back(std::move(rule));
  }
}

bool ScpFindings::Fits(const Rule& rule, const Entity& entity, const EntityParts& parts) {
  if (rule.certainty && *rule.certainty != entity.certainty) return false;
  if (!Meet(rule.findings, parts.findings)) return false;
  if (rule.is_without_location && !parts.locations.empty()) return false;
  if (!rule.locations.empty() && !Meet(rule.locations, parts.locations)) return false;
  if (rule.word.empty()) return true;
  // "non-specific" and "nonspecific" are one word.
  std::string text = entity.text;
  std::erase(text, '-');
  return (text.find(rule.word) == std::string::npos) == rule.is_word_barred;
}

std::set<std::string> ScpFindings::CodesOf(const Extraction& extraction) const {
  std::set<std::string> codes;
  for (const Entity& entity : extraction.entities) {
    const EntityParts parts = PartsOf(entity.text);
    for (const Rule& rule : rules_) {
      if (Fits(rule, entity, parts)) codes.insert(rule.code);
    }
  }
  return codes;
}

}  // namespace supreme
