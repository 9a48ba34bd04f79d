// Every table of the paper that can be made from results, by its number.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/paper_table_cells.h"

namespace supreme {

// "1a" … "1h", "2" … "15", "K.4", "K.5": in the order of the paper.
std::vector<std::string> PaperTableIds();

// Of a comma list such as "1a, 9,k.4" (case does not matter), in the order of the paper and each
// once; all for an empty text. "1" stands for all its parts. kUsage for an unknown table, naming
// those that there are.
std::vector<std::string> ParseTableIds(std::string_view list);

// kInternal for an unknown id.
ComparisonTable MakePaperTable(const std::string& id, const PaperTableInput& input);

}  // namespace supreme
