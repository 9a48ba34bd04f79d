// What the vocabulary of a bundle amounts to.
#pragma once

#include "report/report_data.h"
#include "vocab/query_set.h"

namespace supreme {

VocabularyNumbers CountVocabulary(const QuerySet& queries, size_t most_frequent = 10);

}  // namespace supreme
