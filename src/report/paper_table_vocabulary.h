// Tables of the vocabulary (2 to 6 and 12) from the report of `supreme vocab report`, and tables of
// data and settings (7 and 8).
#pragma once

#include "report/paper_table_cells.h"

namespace supreme {

ComparisonTable EntityCountsTable(const PaperTableInput& input);     // 2
ComparisonTable ClusterCountsTable(const PaperTableInput& input);    // 3
ComparisonTable ReportMappingTable(const PaperTableInput& input);    // 4
ComparisonTable ExampleClustersTable(const PaperTableInput& input);  // 5
ComparisonTable QueryOverlapTable(const PaperTableInput& input);     // 6
ComparisonTable WrongMatchesTable(const PaperTableInput& input);     // 12

// Records and classes per task: in paper_table_settings.cc.
ComparisonTable SplitCountsTable(const PaperTableInput& input);  // 7
// Settings of linear probing, of our system's probes: in paper_table_settings.cc.
ComparisonTable ProbeSettingsTable(const PaperTableInput& input);  // 8

}  // namespace supreme
