// The picture of a sweep over learning rates.
#pragma once

#include <filesystem>
#include <string>

#include "plot/canvas.h"

namespace supreme {

// Loss and smoothed loss of learning_rate.csv over the rate, the suggested rate in the title.
// Errors: those of ReadRateCsv; kCorruptData when it holds no points.
std::string DrawRateFigure(const std::filesystem::path& csv, PictureFormat format);

}  // namespace supreme
