// A table of comparison_table.h as Markdown, CSV and HTML. All text may come from strangers.
#pragma once

#include <string>

#include "report/comparison_table.h"
#include "report/html.h"

namespace supreme {

// Heading, table, notes and legend in GitHub's Markdown.
std::string ToMarkdown(const ComparisonTable& table);
// One line per cell that is not blank:
// table,group,row,column,ours,low,high,sd,paper,paper_sd,difference,status,source
// status: "measured" or "missing"; "ours" and "paper" hold texts where they are no numbers.
std::string ToCsv(const ComparisonTable& table);
// An <article> with the table, notes and legend; its id is TableFile().
void WriteTable(HtmlWriter& html, const ComparisonTable& table);

}  // namespace supreme
