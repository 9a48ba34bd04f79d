// Examples of what a vocabulary does to entities, beside the paper's: Tables 4, 5 and 12.
#pragma once

#include <optional>

#include "report/paper_tables.h"
#include "report/vocab_input.h"

namespace supreme {

// The row whose entities name the most queries, the first of equals; none when no row names any.
std::optional<size_t> ChooseExampleRow(const EntityTable& table, const QuerySet& set);

// Table 4 for a record of the data: its entities and the queries they became.
DataTable RecordTable(const VocabReportInput& input);
// Table 4 for the paper's report: what this vocabulary makes of the same entities.
DataTable PaperRecordTable(const VocabReportInput& input, const PaperTables& paper);
// Table 5: the paper's three queries where the vocabulary has them, then those with the most
// wordings; of each the most frequent ones.
DataTable ClusterTable(const QuerySet& set, const PaperTables& paper);
// Table 12: the paper's pairs under this encoder.
DataTable MismatchTable(const VocabReportInput& input, const PaperTables& paper);
// Table 12 from the data: entities whose nearest term is a wrong one by its words, and entities
// that are near a term without being mapped to it.
DataTable NearMissTable(const VocabReportInput& input);

}  // namespace supreme
