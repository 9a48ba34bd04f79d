// A simulated dataset on disk, in the layout of PTB-XL (Wagner et al. 2020, doi
// 10.1038/s41597-020-0495-6), so that whatever reads PTB-XL reads it:
//
//   records500/00000/00001_hr.{hea,dat}   WFDB format 16, 1000 units/mV ("records250/…" at 250 Hz)
//   scp_statements.csv                    the codes used
//   simulate.json                         the settings; written first
//   ptbxl_database.csv                    one row per record; written last: without it, unfinished
//
// scp_codes hold the truth, report is what a machine would print. There are no 100 Hz copies
// (filename_lr is empty).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "synth/finding.h"
#include "synth/simulator.h"

namespace supreme {

struct DatasetOptions {
  std::filesystem::path folder;
  uint64_t record_count = 10000;  // 1–99,999: five digits, as PTB-XL
  uint64_t seed = 1;
  size_t worker_count = 1;
  bool force = false;  // write into a folder that holds something else
  SimulatorOptions simulator;
};

struct DatasetSummary {
  uint64_t record_count = 0;
  uint64_t patient_count = 0;
  std::array<uint64_t, kFindingCount> finding_counts{};
};

// Writes the dataset; `report_done` is called from the calling thread with the records written so
// far. The bytes depend on the options except `worker_count`. The same call completes a run that
// was cut short. Errors: kInvalidInput (options; a folder with other content), kUnavailable
// (another process writes there), kCancelled, kIo, kNoSpace.
DatasetSummary WritePtbxlDataset(const DatasetOptions& options,
                                 const std::function<void(uint64_t)>& report_done);

}  // namespace supreme
