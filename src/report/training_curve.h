// The course of a training from metrics.csv.
#pragma once

#include <filesystem>

#include <string>
#include <vector>

#include "plot/line_chart.h"

namespace supreme {

// Columns of metrics.csv over the step (over the epoch where there is no step).
struct MetricsCurves {
  std::string x_name;
  std::vector<std::vector<Point>> curves;  // one per column; empty where the file lacks it
};

// Empty fields are no points, nor are steps that go back. Errors: as ReadTrainingCurve, and
// kNotFound.
MetricsCurves ReadMetricsCurves(const std::filesystem::path& path,
                                const std::vector<std::string>& columns);

// Columns read, each optional but the first: step (or epoch), loss, validation_loss,
// validation_auc. Empty fields are no points. No panels when the file is missing or holds none.
// Errors: kCorruptData (file:line of a field that is no number).
LineChart ReadTrainingCurve(const std::filesystem::path& path);

}  // namespace supreme
