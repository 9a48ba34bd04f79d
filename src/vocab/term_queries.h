// The reference terms as queries, so that texts can be resolved without a vocabulary or a model.
#pragma once

#include <span>

#include "vocab/embedding.h"
#include "vocab/query_set.h"
#include "vocab/terms.h"

namespace supreme {

// One query per term, its synonyms as members, no records. Without `embed` there are no embeddings:
// a Resolver then knows wordings only and names no neighbours.
QuerySet QueriesOfTerms(std::span<const Term> terms, const EmbedTexts& embed = {});

}  // namespace supreme
