// The check of a model's explanations as one HTML page and as Markdown with pictures beside.
#pragma once

#include <filesystem>
#include <vector>

#include "eval/explanation_check.h"
#include "report/data_table.h"

namespace supreme {

// Pointing game; faithfulness; shuffled weights; hits by finding.
std::vector<DataTable> ExplanationTables(const ExplanationCheck& check);

// Writes into `folder`: explanations.json, explanations.html (one page with everything),
// explanations.md, curves.svg and .png, and METHOD-CODE.svg and .png: the example of each method
// and of the first finding of each family. Files that stand there are replaced. kIo, kNoSpace.
void WriteExplanationReport(const ExplanationCheck& check, const std::filesystem::path& folder);

}  // namespace supreme
