// The figures of a sweep: mean ± standard deviation over seeds, by variant and evaluation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sweep/plan.h"
#include "sweep/runner.h"
#include "sweep/tasks.h"

namespace supreme {

// A figure of several seeds.
struct SweepSpread {
  std::vector<std::pair<int64_t, double>> values;  // seed, macro AUC
  std::optional<double> mean;                      // nothing without a value
  std::optional<double> deviation;                 // of the sample (n − 1): two values or more
};

struct SweepRow {
  std::string name;
  std::vector<SweepSpread> cells;  // by evaluation
  SweepSpread mean;                // over the evaluations, of the seeds that have them all
  std::optional<double> paper_auc, paper_sd;
};

struct SweepTable {
  std::string title, source;
  std::vector<std::string> columns;  // names of the evaluations
  std::vector<int64_t> seeds;
  std::vector<SweepRow> rows;
  std::vector<SweepFailure> failures;
  size_t missing = 0;  // results that are not there, whether failed or not yet run
};

SweepSpread SpreadOf(std::vector<std::pair<int64_t, double>> values);

// Reads the results that are there; what is missing stays missing. A result without a macro AUC
// counts as a failure. kCorruptData for a file that is no result.
SweepTable CollectSweep(const SweepPlan& plan, const SweepTasks& tasks,
                        const std::filesystem::path& out,
                        const std::vector<SweepFailure>& failures);

}  // namespace supreme
