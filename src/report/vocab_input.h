// What the report of a vocabulary is made from, and the parts that it is put together of.
#pragma once

#include <string>
#include <vector>

#include "data/task.h"
#include "plot/canvas.h"
#include "report/data_table.h"
#include "vocab/entity_table.h"
#include "vocab/overlap.h"
#include "vocab/query_set.h"
#include "vocab/sensitivity.h"
#include "vocab/vocabulary_facts.h"

namespace supreme {

// A vocabulary that is set beside the one reported on.
struct NamedVocabulary {
  std::string name;
  std::string encoder_name;
  VocabularyFacts facts;
  uint64_t row_count = 0;  // of its labels
};

// A record as an example; empty when no record names a query.
struct ExampleRecord {
  std::string record_id;
  std::vector<std::string> statements;
};

// The referenced parts must outlive it.
struct VocabReportInput {
  const QuerySet& set;
  const EntityTable& table;                   // of the store that the vocabulary was made from
  std::vector<NamedVocabulary> vocabularies;  // the one reported on first
  std::vector<Task> tasks;
  double overlap_threshold = 0.95;  // paper, appendix F.3
  EmbedTexts embed;                 // the vocabulary's encoder
  ExampleRecord example;
  size_t example_row = 0;  // of `table`
};

struct Figure {
  std::string id;  // file name, e.g. "figure_5_words"
  std::string description;
  PictureSize size;
  DrawFunction draw;
};

struct VocabSection {
  std::string id;     // anchor
  std::string title;  // heading
  std::string text;   // one paragraph; may be empty
  std::vector<DataTable> tables;
  std::vector<Figure> figures;
};

}  // namespace supreme
