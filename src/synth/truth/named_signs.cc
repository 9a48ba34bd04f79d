// Signs whose words stand in tables: findings, groups of findings, events, signal quality.
#include <array>
#include <map>
#include <string>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "synth/truth/sign_builder.h"
#include "synth/truth/wording.h"

namespace supreme {

std::string_view SignFindingsCsv();  // vocab/signs_findings.csv, embedded at build time
std::string_view SignGroupsCsv();
std::string_view SignRulesCsv();

namespace {

struct RuleTexts {
  std::string present;
  std::string unclear;
};

std::map<std::string, RuleTexts, std::less<>> ReadRules() {
  std::map<std::string, RuleTexts, std::less<>> rules;
  CsvReader reader(std::string(SignRulesCsv()), "signs_rules.csv");
  while (reader.Next()) rules[reader["code"]] = {reader["present"], reader["unclear"]};
  return rules;
}

WordKind ParseWordKind(std::string_view name, const std::string& where) {
  static constexpr std::array<std::pair<std::string_view, WordKind>, 4> kKinds = {
      {{"name", WordKind::kName},
       {"short", WordKind::kShort},
       {"german", WordKind::kGerman},
       {"signs", WordKind::kSigns}}};
  for (const auto& [known, kind] : kKinds) {
    if (known == name) return kind;
  }
  throw Error(ErrorCode::kCorruptData, "unknown kind of words", where);
}

struct GroupKind {
  std::string_view name;
  SignKind kind;
  double weight;
};

const GroupKind& FindGroupKind(std::string_view name, const std::string& where) {
  static constexpr std::array<GroupKind, 4> kKinds = {{{"group", SignKind::kGroup, 1.2},
                                                       {"measure", SignKind::kMeasurement, 6.0},
                                                       {"event", SignKind::kEvent, 6.0},
                                                       {"quality", SignKind::kQuality, 2.5}}};
  for (const GroupKind& kind : kKinds) {
    if (kind.name == name) return kind;
  }
  throw Error(ErrorCode::kCorruptData, "unknown kind of group", where);
}

}  // namespace

void AddFindingSigns(SignBuilder& builder) {
  const auto rules = ReadRules();
  std::array<SignPair, kFindingCount> pairs;
  for (const FindingInfo& info : FindingTable()) {
    NewSign sign;
    sign.kind = SignKind::kFinding;
    sign.id = "finding:" + std::string(info.code);
    sign.present = "has(" + std::string(info.code) + ")";
    if (const auto rule = rules.find(info.code); rule != rules.end()) {
      sign.present = rule->second.present;
      sign.unclear = rule->second.unclear;
    }
    pairs[static_cast<size_t>(info.finding)] = builder.AddPair(sign);
  }
  CsvReader reader(std::string(SignFindingsCsv()), "signs_findings.csv");
  size_t turn = 0;
  while (reader.Next()) {
    const std::optional<Finding> finding = FindingByCode(reader["code"]);
    if (!finding) throw Error(ErrorCode::kCorruptData, "unknown finding", reader.Where());
    const WordKind kind = ParseWordKind(reader["kind"], reader.Where());
    for (const std::string_view words : SplitWords(reader["texts"])) {
      AddWording(builder, pairs[static_cast<size_t>(*finding)], kind, words, turn++);
    }
  }
}

void AddGroupSigns(SignBuilder& builder) {
  CsvReader reader(std::string(SignGroupsCsv()), "signs_groups.csv");
  size_t turn = 0;
  while (reader.Next()) {
    const GroupKind& kind = FindGroupKind(reader["kind"], reader.Where());
    NewSign sign;
    sign.kind = kind.kind;
    sign.id = reader["kind"] + ":" + reader["id"];
    sign.present = reader["present"];
    sign.unclear = reader["unclear"];
    sign.weight = kind.weight;
    const SignPair pair = builder.AddPair(sign);
    for (const std::string_view words : SplitWords(reader["names"])) {
      AddWording(builder, pair, WordKind::kName, words, turn++);
    }
    for (const std::string_view words : SplitWords(reader["german"])) {
      AddWording(builder, pair, WordKind::kGerman, words, turn++);
    }
  }
}

}  // namespace supreme
