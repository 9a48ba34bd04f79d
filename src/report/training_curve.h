// The course of a training from metrics.csv.
#pragma once

#include <filesystem>

#include "plot/line_chart.h"

namespace supreme {

// Columns read, each optional but the first: step (or epoch), loss, validation_loss,
// validation_auc. Empty fields are no points. No panels when the file is missing or holds none.
// Errors: kCorruptData (file:line of a field that is no number).
LineChart ReadTrainingCurve(const std::filesystem::path& path);

}  // namespace supreme
