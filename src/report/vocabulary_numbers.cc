#include "report/vocabulary_numbers.h"

#include <algorithm>

namespace supreme {

VocabularyNumbers CountVocabulary(const QuerySet& queries, size_t most_frequent) {
  VocabularyNumbers numbers;
  numbers.query_count = queries.queries.size();
  numbers.cluster_threshold = queries.cluster_threshold;
  numbers.mapping_threshold = queries.mapping_threshold;
  numbers.encoder = queries.encoder_name;
  numbers.held_out = queries.held_out;
  for (const auto& query : queries.queries) {
    numbers.entity_count += query.members.size();
    numbers.most_frequent.push_back({query.text, query.record_count});
  }
  std::stable_sort(
      numbers.most_frequent.begin(), numbers.most_frequent.end(),
      [](const TopQuery& a, const TopQuery& b) { return a.record_count > b.record_count; });
  numbers.most_frequent.resize(std::min(most_frequent, numbers.most_frequent.size()));
  return numbers;
}

}  // namespace supreme
