// From a store's entities to queries and labels (paper §2, appendices D.3 and D.4).
//
//   entities that are certain → abbreviations in full → embeddings → clusters → reference terms
//   clusters of one term are merged; a cluster without a term keeps its most frequent text
//   uncertain entities make no query; where one names a query, the label says "uncertain"
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vocab/embedding.h"
#include "vocab/entity_table.h"
#include "vocab/kept_apart.h"
#include "vocab/label_matrix.h"
#include "vocab/query_set.h"
#include "vocab/review.h"
#include "vocab/terms.h"

namespace supreme {

struct VocabularyOptions {
  double cluster_threshold = 0.8;  // paper §3.1
  Linkage linkage = Linkage::kAverage;
  double mapping_threshold = 0.75;  // paper §3.1
  uint64_t min_records = 5;         // queries with fewer records are left out
  // False: each certain entity is a query of its own, embedded as it stands; no cluster, no term
  // (the paper's Table 1c, "not deduplicated": 1,095 queries).
  bool deduplicate = true;
  // Texts whose queries are left out, to test the model on findings it has not been asked about.
  std::vector<std::string> hold_out;
  const std::vector<Term>* terms = &ReferenceTerms();  // what clusters are called by
  Corrections corrections;                             // of people, made on an earlier build
};
// Thresholds, linkage, min_records and hold_out, to build the same again.
OrderedJson ToJson(const VocabularyOptions& options);
VocabularyOptions VocabularyOptionsFromJson(const Json& json, std::string_view where);

// The paper's Tables 2 and 3.
struct VocabularyStats {
  uint64_t mentions = 0;  // entities over all records
  uint64_t unique_entities = 0;
  uint64_t certain_entities = 0;  // unique, after the uncertain ones are left out
  uint64_t clusters = 0;
  double mean_cluster_size = 0.0;  // in entities
  uint64_t largest_cluster = 0;
  uint64_t smallest_cluster = 0;
  uint64_t mapped_clusters = 0;
  uint64_t kept_apart = 0;    // pairs of clusters that only their words keep apart
  uint64_t rare_queries = 0;  // left out by min_records
  uint64_t queries = 0;
  uint64_t positive_labels = 0;
  uint64_t uncertain_labels = 0;
  uint64_t rows_without_label = 0;
};
OrderedJson ToJson(const VocabularyStats& stats);

struct Vocabulary {
  QuerySet set;  // encoder_name and encoder_id are the caller's to fill
  LabelMatrix labels;
  VocabularyStats stats;
  std::vector<KeptApart> kept_apart;
};

// Queries are ordered by record count, then text. Same input, same result. kUsage when a hold-out
// text names no query; kInvalidInput when no query is left, or a correction names a query or member
// that is not there.
Vocabulary BuildVocabulary(const EntityTable& table, const EmbedTexts& embed,
                           const VocabularyOptions& options);
// Only the counts of that vocabulary; none of its queries may be left.
VocabularyStats MeasureVocabulary(const EntityTable& table, const EmbedTexts& embed,
                                  const VocabularyOptions& options);

}  // namespace supreme
