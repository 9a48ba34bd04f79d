// supreme predict --format html: the answers as one page with the ECGs.
#pragma once

#include <memory>

#include "cli/predict_output.h"

namespace supreme {

// More records than this make a page that browsers are slow to show.
inline constexpr size_t kMaxPageRecords = 100;

// Keeps all in memory until Finish and reads each file again for its picture. Take throws kUsage
// after kMaxPageRecords.
std::unique_ptr<PredictionWriter> MakePageWriter(const PredictionContext& context, WriteText write);

}  // namespace supreme
