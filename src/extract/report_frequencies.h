// Reports drawn from published counts of statements, to size work on data that is not at hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/rng.h"

namespace supreme {

// How often statements occur, as published for MIMIC-IV-ECG. The CSV has the columns scope,
// statement, count:
//   report_0_normalised  first lines; "(N further values)" sums up the rest
//   any_report_line      lines anywhere
// Other scopes are left out.
class ReportFrequencies {
 public:
  // `record_count` is what the counts refer to; `statements` (one a line) stand in for the lines
  // that the counts do not name. kCorruptData, kNotFound.
  ReportFrequencies(const std::filesystem::path& counts, const std::filesystem::path& statements,
                    uint64_t record_count);

  // A report of about 4.5 lines: a first line as counted; a verdict (normal, borderline, abnormal
  // ECG) as counted; the named findings, each by its own count; and, unless the verdict is normal,
  // a Poisson number of further statements, the k-th of which is 1/k as frequent as the first.
  std::string Draw(Rng& rng) const;

 private:
  void ReadCounts(const std::filesystem::path& path);
  void AddFurther(Rng& rng, std::string& report) const;

  uint64_t record_count_;
  std::vector<std::string> tail_;                         // most frequent first
  std::vector<double> tail_sum_;                          // running sum of 1/k
  std::vector<std::string> first_;                        // first lines
  std::vector<double> first_sum_;                         // running sum of counts
  std::vector<std::pair<std::string, double>> verdicts_;  // share of records
  std::vector<std::pair<std::string, double>> findings_;  // share of records
};

}  // namespace supreme
