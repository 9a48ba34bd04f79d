// MIMIC-IV-ECG into a pack: reports and waveforms, no labels.
#pragma once

#include <optional>

#include "data/importer.h"
#include "data/random_split.h"

namespace supreme {

struct MimicOptions {
  // Of the cleaned report. 3: the paper drops empty reports and those under three words (771,500
  // records are left); 4: the rule of MERL (arXiv 2403.06659), 771,693 records.
  size_t min_words = 3;
  std::optional<SplitUnit> split = {};  // none = no split.csv
  double validation_share = 0.02;
  uint64_t seed = 42;
};

// `dir` holds record_list.csv, machine_measurements.csv and files/. Beside the pack's own files
// come measurements.csv (record_id, ecg_time, intervals in ms, axes in degrees; empty = not
// measured) and split.csv. Goes on where an earlier call was cut short; errors as in importer.h and
// sharded_import.h.
ImportSummary ImportMimic(const std::filesystem::path& dir, const std::filesystem::path& out,
                          const MimicOptions& mimic, const ImportOptions& options = {});

}  // namespace supreme
