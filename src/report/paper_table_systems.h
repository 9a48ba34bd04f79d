// Tables of whole systems: zero-shot and linear probing (Tables 1 (a), 9, 10, 11, 14, 15).
#pragma once

#include "report/paper_table_cells.h"

namespace supreme {

ComparisonTable SystemsTable(const PaperTableInput& input);        // 1 (a)
ComparisonTable ProbeTable(const PaperTableInput& input);          // 9
ComparisonTable UnseenClassesTable(const PaperTableInput& input);  // 10
ComparisonTable VariantsTable(const PaperTableInput& input);       // 11
ComparisonTable MerlTable(const PaperTableInput& input);           // 14
ComparisonTable MeanAndSpreadTable(const PaperTableInput& input);  // 15

}  // namespace supreme
