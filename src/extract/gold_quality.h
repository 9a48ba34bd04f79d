// How well an extractor does on statements that people annotated (docs/extraction_gold.md).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

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
  size_t whole_count = 0;      // statements without any mistake
  MatchCounts entities;        // finding and location
  MatchCounts with_certainty;  // finding, location and certainty
  std::vector<GoldMistake> mistakes;
};

// Entities are compared by EntityParts: wording, age and severity play no part. One score for each
// value of `set`, then one for each style, in the order of the table.
std::vector<GoldScore> ScoreGold(const std::vector<GoldStatement>& gold,
                                 const Extractor& extractor);

}  // namespace supreme
