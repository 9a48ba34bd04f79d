// Statistical tests on our results as the paper makes them on its own: Table 13 and the figures of
// appendices K.4 and K.5. Each is also computed from the paper's printed tables.
#pragma once

#include "report/paper_table_cells.h"

namespace supreme {

ComparisonTable AnovaOfVariantsTable(const PaperTableInput& input);  // 13
ComparisonTable FusionGainTable(const PaperTableInput& input);       // K.4
ComparisonTable MerlTestTable(const PaperTableInput& input);         // K.5

}  // namespace supreme
