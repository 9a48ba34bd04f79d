#include "extract/gold_quality.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "extract/entity_parts.h"

namespace supreme {
namespace {

using Key = std::pair<EntityParts, Certainty>;

void AddEntities(std::string_view texts, Certainty certainty, std::vector<Entity>& entities) {
  while (!texts.empty()) {
    const size_t end = std::min(texts.find(';'), texts.size());
    entities.push_back({std::string(texts.substr(0, end)), certainty});
    texts.remove_prefix(std::min(end + 1, texts.size()));
  }
}

template <class T>
MatchCounts Compare(const std::set<T>& truth, const std::set<T>& said) {
  MatchCounts counts;
  for (const T& key : said) (truth.contains(key) ? counts.right : counts.wrong) += 1;
  counts.missed = truth.size() - counts.right;
  return counts;
}

std::set<Key> Keys(const std::vector<Entity>& entities) {
  std::set<Key> keys;
  for (const Entity& entity : entities) keys.insert({PartsOf(entity.text), entity.certainty});
  return keys;
}

std::set<EntityParts> WithoutCertainty(const std::set<Key>& keys) {
  std::set<EntityParts> parts;
  for (const auto& [part, certainty] : keys) parts.insert(part);
  return parts;
}

// The entities whose keys are not among the others'.
std::string Difference(const std::vector<Entity>& entities, const std::set<Key>& others) {
  std::string text;
  for (const Entity& entity : entities) {
    if (others.contains({PartsOf(entity.text), entity.certainty})) continue;
    const char* certainty = entity.certainty == Certainty::kNormal     ? "normal: "
                            : entity.certainty == Certainty::kAbnormal ? "abnormal: "
                                                                       : "uncertain: ";
    text += (text.empty() ? "" : "; ") + (certainty + entity.text);
  }
  return text;
}

void AddStatement(const GoldStatement& gold, const Extraction& said, GoldScore& score) {
  const std::set<Key> truth_keys = Keys(gold.entities);
  const std::set<Key> said_keys = Keys(said.entities);
  const MatchCounts counts = Compare(truth_keys, said_keys);
  score.entities += Compare(WithoutCertainty(truth_keys), WithoutCertainty(said_keys));
  score.with_certainty += counts;
  ++score.statement_count;
  if (counts.wrong + counts.missed == 0) {
    ++score.whole_count;
    return;
  }
  score.mistakes.push_back(
      {gold.text, Difference(gold.entities, said_keys), Difference(said.entities, truth_keys)});
}

GoldScore& ScoreOf(const std::string& name, std::vector<GoldScore>& scores) {
  for (GoldScore& score : scores) {
    if (score.name == name) return score;
  }
  scores.emplace_back().name = name;
  return scores.back();
}

}  // namespace

std::vector<GoldStatement> ReadGoldStatements(const std::filesystem::path& path) {
  CsvReader reader = CsvReader::Open(path);
  std::vector<GoldStatement> gold;
  while (reader.Next()) {
    GoldStatement statement{reader["set"], reader["style"], reader["statement"], {}};
    AddEntities(reader["normal"], Certainty::kNormal, statement.entities);
    AddEntities(reader["abnormal"], Certainty::kAbnormal, statement.entities);
    AddEntities(reader["uncertain"], Certainty::kUncertain, statement.entities);
    gold.push_back(std::move(statement));
  }
  if (gold.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the table has no statements", path.string());
  }
  return gold;
}

std::vector<GoldScore> ScoreGold(const std::vector<GoldStatement>& gold,
                                 const Extractor& extractor) {
  std::vector<GoldScore> sets;
  std::vector<GoldScore> styles;
  for (const GoldStatement& statement : gold) {
    const Extraction said = extractor.Extract(statement.text);
    AddStatement(statement, said, ScoreOf(statement.set, sets));
    AddStatement(statement, said, ScoreOf(statement.style, styles));
  }
  sets.insert(sets.end(), std::make_move_iterator(styles.begin()),
              std::make_move_iterator(styles.end()));
  return sets;
}

}  // namespace supreme
