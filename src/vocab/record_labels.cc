#include "vocab/record_labels.h"

#include <algorithm>

#include "core/error.h"

namespace supreme {

LabelMatrix LabelRecords(const EntityTable& table, const QueryOfEntity& query_of,
                         size_t query_count) {
  SUPREME_CHECK(query_of.size() == table.entities.size());
  LabelMatrix matrix(query_count);
  std::vector<RecordLabel> labels;
  for (const std::vector<uint32_t>& entities : table.row_entities) {
    labels.clear();
    for (const uint32_t entity : entities) {
      if (!query_of[entity]) continue;
      labels.push_back({*query_of[entity], table.entities[entity].is_uncertain});
    }
    // What is certain comes first and stays.
    std::sort(labels.begin(), labels.end(), [](const RecordLabel& a, const RecordLabel& b) {
      return a.query != b.query ? a.query < b.query : a.is_uncertain < b.is_uncertain;
    });
    const auto end =
        std::unique(labels.begin(), labels.end(),
                    [](const RecordLabel& a, const RecordLabel& b) { return a.query == b.query; });
    labels.erase(end, labels.end());
    matrix.AddRow(labels);
  }
  return matrix;
}

std::vector<uint64_t> CountPresent(const LabelMatrix& labels) {
  std::vector<uint64_t> counts(labels.query_count(), 0);
  for (size_t row = 0; row < labels.row_count(); ++row) {
    labels.VisitRow(row, [&](RecordLabel label) { counts[label.query] += !label.is_uncertain; });
  }
  return counts;
}

}  // namespace supreme
