// The paper's tables and figures from a folder of results, as files and as one page.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/json.h"
#include "report/comparison_table.h"
#include "report/paper_results.h"

namespace supreme {

// What a table is written as.
enum class TableFormat { kMarkdown, kCsv, kLatex };

// Of a comma list of "md", "csv" and "latex"; kUsage for other words and an empty list.
std::vector<TableFormat> ParseTableFormats(const std::string& list);

// A finished picture that stands in the folder and on the page.
struct PaperPicture {
  std::string title;                 // "Figure 8. …"
  std::string caption;               // may be empty
  std::vector<std::string> missing;  // results that it shows as missing
  std::vector<std::string> files;    // relative to the folder: "figures/figure_8.svg" …
  std::string svg;                   // of the program's own making
};

struct PaperReport {
  std::vector<ComparisonTable> tables;
  std::vector<PaperPicture> pictures;
};

// The tables called `ids` (paper_table_list.h); those of simulated results say so.
std::vector<ComparisonTable> MakePaperTables(const PaperResults& results,
                                             const std::vector<std::string>& ids,
                                             const ResultChoice& choice);

// {"simulated", "systems": [{"folder", "row", "results"}], "tables": [{"id", "title", "measured",
//  "missing", "file"}], "figures": [{"title", "missing", "files"}], "notes"}
OrderedJson PaperReportJson(const PaperResults& results, const PaperReport& report);

// Everything on one self-contained page that loads nothing.
std::string PaperReportPage(const PaperResults& results, const PaperReport& report);
// The list of tables and pictures with links to their files.
std::string PaperReportIndex(const PaperResults& results, const PaperReport& report,
                             const std::vector<TableFormat>& formats);

// Writes tables/ID.md, .csv and .tex as the formats say, index.md and, last, index.html. Files that
// stand there are replaced. kIo, kNoSpace.
void WritePaperReport(const PaperResults& results, const PaperReport& report,
                      const std::vector<TableFormat>& formats, const std::filesystem::path& out);

}  // namespace supreme
