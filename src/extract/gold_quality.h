// How well an extractor does on statements that people annotated (docs/extraction_gold.md).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/entity_store.h"
#include "extract/extraction.h"
#include "extract/score.h"

namespace supreme {

struct GoldStatement {
  std::string set;    // "development" or "held-out"
  std::string style;  // "muse", "german", …
  std::string text;
  std::vector<Entity> entities;
};

// CSV with the columns set, style, statement, normal, abnormal, uncertain (entities joined by
// ';'). Errors: those of CsvReader; kInvalidInput when there is no row.
std::vector<GoldStatement> ReadGoldStatements(const std::filesystem::path& path);

struct GoldMistake {
  std::string statement;
  std::string missed;  // entities with their certainty, joined by "; "
  std::string wrong;
};

struct GoldScore {
  std::string name;  // of the set or style
  size_t statement_count = 0;
  size_t failed_count = 0;     // statements without an answer: all their entities are missed
  size_t whole_count = 0;      // statements without any mistake
  MatchCounts entities;        // finding and location
  MatchCounts with_certainty;  // finding, location and certainty
  MatchCounts answered;        // with_certainty without the failed statements
  std::vector<GoldMistake> mistakes;
};

// What was said about a statement, by its text; nothing when it failed. Statements that nobody was
// asked about are not in it.
using GoldAnswers = std::map<std::string, std::optional<Extraction>>;

GoldAnswers AnswersBy(const Extractor& extractor, const std::vector<GoldStatement>& gold);
// What a store holds about the statements. One that the store has cut into several is answered when
// all of them are, and failed when one of them is. Errors: EntityStore::VisitResults.
GoldAnswers AnswersIn(EntityStore& store, const std::vector<GoldStatement>& gold);

// Entities are compared by MatchEntities. One score for each value of `set`, then one for each
// style, in the order of the table; statements that `answers` does not name are left out.
std::vector<GoldScore> ScoreGold(const std::vector<GoldStatement>& gold,
                                 const GoldAnswers& answers);

}  // namespace supreme
