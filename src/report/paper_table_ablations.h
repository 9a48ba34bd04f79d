// Tables 1 (b) to 1 (h): what a choice of the method costs.
#pragma once

#include <array>

#include "report/paper_table_cells.h"

namespace supreme {

struct AblationPart {
  std::string_view id;  // "1b"
  std::string_view title;
};
inline constexpr std::array<AblationPart, 7> kAblationParts = {{
    {"1b", "Who extracts the entities: zero-shot AUC (%)"},
    {"1c", "Deduplication of the queries: zero-shot AUC (%)"},
    {"1d", "ECG encoder: zero-shot AUC (%)"},
    {"1e", "Text encoder: zero-shot AUC (%)"},
    {"1f", "Fusion: zero-shot AUC (%)"},
    {"1g", "Prompts: zero-shot AUC (%)"},
    {"1h", "Dropout: zero-shot AUC (%)"},
}};

// From the sweep of that part; without it, rows that are systems of their own come from their
// folders (the paper's own row from the paper's own system), those of 1 (g) from the prompt sets
// that the system was asked by.
ComparisonTable AblationPartTable(const PaperTableInput& input, const AblationPart& part);

}  // namespace supreme
