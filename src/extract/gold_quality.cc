#include "extract/gold_quality.h"

#include <algorithm>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "extract/entity_match.h"
#include "extract/extract_run.h"

namespace supreme {
namespace {

void AddEntities(std::string_view texts, Certainty certainty, std::vector<Entity>& entities) {
  while (!texts.empty()) {
    const size_t end = std::min(texts.find(';'), texts.size());
    entities.push_back({std::string(texts.substr(0, end)), certainty});
    texts.remove_prefix(std::min(end + 1, texts.size()));
  }
}

void AddStatement(const GoldStatement& gold, const std::optional<Extraction>& answer,
                  GoldScore& score) {
  const std::vector<Entity> said = answer ? answer->entities : std::vector<Entity>();
  const EntityMatch match = MatchEntities(gold.entities, said);
  score.entities += match.entities;
  score.with_certainty += match.with_certainty;
  ++score.statement_count;
  if (answer) {
    score.answered += match.with_certainty;
  } else {
    ++score.failed_count;
  }
  if (answer && match.with_certainty.wrong + match.with_certainty.missed == 0) {
    ++score.whole_count;
    return;
  }
  score.mistakes.push_back({gold.text, WithoutCounterpart(gold.entities, said),
                            WithoutCounterpart(said, gold.entities)});
}

using Results = std::map<std::string, std::optional<Extraction>>;

// What the parts of one text came to together; nothing when a part was not asked about.
std::optional<std::optional<Extraction>> AnswerIn(const Results& results,
                                                  const std::vector<std::string>& parts) {
  std::optional<Extraction> all = Extraction{};
  for (const std::string& part : parts) {
    const auto result = results.find(part);
    if (result == results.end()) return std::nullopt;
    if (!all || !result->second) {
      all.reset();
      continue;
    }
    const std::vector<Entity>& entities = result->second->entities;
    all->entities.insert(all->entities.end(), entities.begin(), entities.end());
  }
  return all;
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
                                 const GoldAnswers& answers) {
  std::vector<GoldScore> sets;
  std::vector<GoldScore> styles;
  for (const GoldStatement& statement : gold) {
    const auto answer = answers.find(statement.text);
    if (answer == answers.end()) continue;
    AddStatement(statement, answer->second, ScoreOf(statement.set, sets));
    AddStatement(statement, answer->second, ScoreOf(statement.style, styles));
  }
  sets.insert(sets.end(), std::make_move_iterator(styles.begin()),
              std::make_move_iterator(styles.end()));
  return sets;
}

GoldAnswers AnswersBy(const Extractor& extractor, const std::vector<GoldStatement>& gold) {
  GoldAnswers answers;
  for (const GoldStatement& statement : gold) {
    answers.emplace(statement.text, extractor.Extract(statement.text));
  }
  return answers;
}

GoldAnswers AnswersIn(EntityStore& store, const std::vector<GoldStatement>& gold) {
  Results results;  // by the stored text
  store.VisitResults([&](const StoredStatement& stored, uint64_t, const StatementResult& result) {
    results.emplace(stored.text, result.extraction);
  });
  GoldAnswers answers;
  for (const GoldStatement& statement : gold) {
    for (const RecordStatements& record :
         StatementsOfReports({{"", statement.text}}, store.source().unit)) {
      if (auto answer = AnswerIn(results, record.statements)) {
        answers.emplace(statement.text, std::move(*answer));
      }
    }
  }
  return answers;
}

}  // namespace supreme
