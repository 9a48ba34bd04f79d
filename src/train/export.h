// From the best checkpoint to a bundle.
#pragma once

#include <filesystem>

#include "predict/bundle.h"
#include "train/validation.h"

namespace supreme {

// Youden thresholds of all queries that have positive and negative validation records.
std::map<std::string, Threshold> FindThresholds(const QuerySet& queries,
                                                const ValidationScores& scores,
                                                bool mask_uncertain);

// Copies the checkpoint's weights into bundle.folder and writes the rest around them.
void ExportBundle(const Bundle& bundle, const std::filesystem::path& checkpoint);

}  // namespace supreme
