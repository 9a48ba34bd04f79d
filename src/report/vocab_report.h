// The report of a vocabulary: the paper's Tables 2 to 6 and 12 and Figures 5 and 7 on the data at
// hand with the paper's figures beside, and how all depends on the thresholds.
#pragma once

#include <filesystem>

#include "report/vocab_input.h"

namespace supreme {

struct VocabReport {
  std::string name;  // of the vocabulary
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<VocabSection> sections;
  // What figures 5 and 7 are drawn from.
  // Query and records, the most frequent first.
  std::vector<std::pair<std::string, uint64_t>> frequencies = {};
  std::vector<std::string> tasks = {};
  Overlap overlap = {};
};

VocabReport MakeVocabReport(const VocabReportInput& input, const Sensitivity& sensitivity);

// {"kind": "vocabulary", "name", "facts": {…}, "tables": {id: {"title", "note", "rows"}},
//  "frequencies": [{"query", "records"}, …],
//  "overlap": {"tasks": [{"task", "classes", "overlapping"}, …], "between": [[COUNT, …], …]}}
OrderedJson ToJson(const VocabReport& report);

// Writes into `folder`: vocabulary.html (one page with everything), vocabulary.md, report.json,
// tables/ID.csv, figures/ID.svg and .png. Files that stand there are replaced. kIo, kNoSpace.
void WriteVocabReport(const VocabReport& report, const std::filesystem::path& folder);

}  // namespace supreme
