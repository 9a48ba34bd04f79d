// How well an extractor does against the codes that cardiologists gave to PTB-XL's records.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/score.h"

namespace supreme {

struct LabelledReport {
  std::string text;             // without the annotators' notes behind "Edit:"
  std::set<std::string> codes;  // every SCP-ECG code given, whatever its likelihood
  int fold = 0;                 // 1 to 10
};

// PTB-XL's table (columns report, scp_codes, strat_fold; doi 10.1038/s41597-020-0495-6). A
// likelihood of 0 means "not given", so every code counts. Errors: those of CsvReader;
// kCorruptData with file:line for a fold or code list that cannot be read.
std::vector<LabelledReport> ReadLabelledReports(const std::filesystem::path& path);

struct CodeQuality {
  std::string code;
  uint64_t report_count = 0;      // with the code, all folds
  MatchCounts development;        // the extractor, folds 1 to 8
  MatchCounts held_out;           // the extractor, folds 9 and 10
  MatchCounts cover_development;  // word sequences fitted on folds 1 to 8 …
  MatchCounts cover_held_out;     // … and used on folds 9 and 10
  bool is_stated = false;         // the cover's F1 on folds 1 to 8 is at least kStatedF1
};

struct ReportQuality {
  static constexpr uint64_t kFewestReports = 50;  // codes with fewer are left out
  static constexpr double kStatedF1 = 0.8;

  uint64_t report_count = 0;
  uint64_t held_out_count = 0;
  std::vector<CodeQuality> codes;  // by number of reports, most first
  // Mean F1 on folds 9 and 10 with 95 % percentile intervals over 1000 resamples of the reports.
  ScoreInterval stated_macro_f1;
  ScoreInterval all_macro_f1;
  double stated_cover_macro_f1 = 0.0;
};

// `progress` gets reports done and reports to do. kCancelled on interrupt.
ReportQuality ScoreReports(const std::vector<LabelledReport>& reports, const Extractor& extractor,
                           const std::function<void(uint64_t, uint64_t)>& progress);

}  // namespace supreme
