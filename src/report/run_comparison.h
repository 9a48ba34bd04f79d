// Several runs side by side: their curves as one picture, and a page with what tells them apart.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plot/line_chart.h"
#include "report/run_facts.h"
#include "report/run_summary.h"

namespace supreme {

struct RunComparison {
  std::vector<RunSummary> runs;
  // Training loss, validation AUC, learning rate and ECG/s over the steps, one curve a run; panels
  // that no run has points for are left out.
  LineChart curves;
  // Settings of run.json that are not the same in all runs: the key, then one value a run ("–"
  // where a run does not have it).
  std::vector<std::vector<std::string>> differences;
};

// Errors: kUsage for fewer than 2 or more than kMaxCurves runs; kNotFound for a folder without
// run.json; kCorruptData.
RunComparison CompareRuns(const std::vector<std::filesystem::path>& runs);

// One self-contained HTML page (report/page_frame.h).
std::string BuildComparisonPage(const RunComparison& comparison);

}  // namespace supreme
