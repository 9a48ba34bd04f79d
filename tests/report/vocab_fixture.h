// A vocabulary of four entities, two queries and four records, built as vocab build does.
#pragma once

#include <string>

#include "report/vocab_input.h"
#include "tests/vocab/fake_encoder.h"

namespace supreme {

struct VocabFixture {
  EntityTable table;
  Vocabulary vocabulary;

  VocabFixture() {
    table.entities = {{"lbbb", false, 1},
                      {"left bundle branch block", false, 1},
                      {"possible lbbb", true, 1},
                      {"sinus rhythm", false, 2}};
    table.row_entities = {{3}, {0, 3}, {2, 3}, {}};
    table.mention_count = 5;
    VocabularyOptions options;
    options.min_records = 1;
    vocabulary = BuildVocabulary(table, EmbedWords, options);
    vocabulary.set.encoder_name = "words";
  }

  VocabReportInput Input() const {
    const VocabularyFacts facts{"rules-1", "statement", {}, vocabulary.stats};
    return {vocabulary.set,
            table,
            {{"small <one>", "words", facts, vocabulary.labels.row_count()}},
            {{"first",
              "d",
              {{"A", "left bundle branch block", "", {"A"}}, {"B", "qrs notch", "", {"B"}}}},
             {"second", "d", {{"C", "sinus rhythm", "", {"C"}}}}},
            0.95,
            EmbedWords,
            {"r2", {"Sinus rhythm.", "LBBB"}},
            1};
  }
};

// The text of a row's cell by its column's key.
inline std::string CellText(const DataTable& table, size_t row, const std::string& key) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].key == key) return table.rows.at(row).at(i).text;
  }
  return "no column " + key;
}

}  // namespace supreme
