// The query vocabulary of a run: queries.json and query_embeddings.safetensors. Reading needs no
// text encoder. `supreme vocab build` writes one folder:
//   queries.json                   below
//   query_embeddings.safetensors   "embeddings" float32 [M, E], rows in the order of queries.json
//   labels.safetensors             which record has which query (vocab/label_matrix.h)
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/json.h"

namespace supreme {

struct QueryMember {
  std::string text;         // entity text that was merged into the query
  double similarity = 0.0;  // cosine to the query's text
  uint64_t record_count = 0;
};

struct Query {
  std::string id;                            // stable slug, e.g. "left-bundle-branch-block"
  std::string text;                          // lower-case, what the model is asked
  std::map<std::string, std::string> codes;  // system ("snomed", "scp", "aha", "umls") → code
  std::vector<QueryMember> members;
  uint64_t record_count = 0;
};

struct QuerySet {
  std::vector<Query> queries;
  double cluster_threshold = 0.8;  // paper §3.1
  double mapping_threshold = 0.75;
  std::string encoder_name;
  std::string encoder_id;
  std::vector<std::string> held_out;  // texts kept out of pre-training on purpose
  int64_t text_width = 0;
  std::vector<float> embeddings;  // [M, E]
};

// kNotFound, kCorruptData (missing keys, embeddings of another length).
QuerySet ReadQuerySet(const std::filesystem::path& folder);
void WriteQuerySet(const QuerySet& set, const std::filesystem::path& folder);

}  // namespace supreme
