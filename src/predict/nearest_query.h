// Which trained query stands nearest to a text, for models that answer nothing else.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "vocab/query_set.h"

namespace supreme {

struct NearestQuery {
  size_t index = 0;         // of the query set
  double similarity = 0.0;  // cosine
};

// For each of the embeddings [n, text_width] the query with the highest cosine, the first of
// equals. `queries` holds at least one.
std::vector<NearestQuery> FindNearestQueries(const QuerySet& queries,
                                             std::span<const float> embeddings);

}  // namespace supreme
