// From the entities of records to labels.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "vocab/entity_table.h"
#include "vocab/label_matrix.h"

namespace supreme {

// Query of each entity of the table; none for entities that name no query.
using QueryOfEntity = std::vector<std::optional<uint32_t>>;

// One row per row of the table. Present where a certain entity of the record names the query,
// uncertain where only uncertain ones do.
LabelMatrix LabelRecords(const EntityTable& table, const QueryOfEntity& query_of,
                         size_t query_count);

// Records per query: present labels of its column.
std::vector<uint64_t> CountPresent(const LabelMatrix& labels);

}  // namespace supreme
