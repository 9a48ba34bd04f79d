// Runs side by side, in rows.
#pragma once

#include <string>
#include <vector>

#include "report/data_table.h"
#include "report/run_summary.h"

namespace supreme {

// One row a run, in their order; a run that cannot be read has its problem in the last column.
DataTable MakeRunTable(const std::vector<RunSummary>& runs);

// Sorts by one of RunSortColumns() (kInternal for another word). Runs without the value go
// last. `descending`: the largest first.
void SortRuns(const std::string& column, bool descending, std::vector<RunSummary>& runs);
std::vector<std::string> RunSortColumns();

// The table for a terminal: aligned columns, two spaces between them, cleaned texts.
std::string ToPlainText(const DataTable& table);

}  // namespace supreme
