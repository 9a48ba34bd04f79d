// Which queries a training step asks when there are too many to ask all: every query that is
// present in the batch, and a sample of the others that stands for all of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.h"
#include "train/batch_source.h"

namespace supreme {

struct QueryDraw {
  std::vector<int64_t> queries;  // rising
  // 1 for queries that are present in the batch; one over the chance of being drawn for the others
  // (Horvitz and Thompson 1952, doi 10.1080/01621459.1952.10483446): the expectation of loss and
  // gradient over all draws is that of asking all queries.
  std::vector<float> weights;
};

// `is_present` [M]: 1 where some record of the batch has the query. Draws without replacement so
// that `wanted` queries are asked in all, but never less than a quarter of `wanted` from the
// others, however many are present: else their loss would rest on one or two.
QueryDraw DrawQueries(std::span<const uint8_t> is_present, int64_t wanted, Rng rng);

// Keeps these queries of a batch that has all. The counts stay those of all labels.
void AskOnly(const QueryDraw& draw, Batch& batch);

}  // namespace supreme
