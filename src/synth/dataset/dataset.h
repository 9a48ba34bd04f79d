// A simulated dataset on disk, in the layout of a public one, so that whatever reads that reads it:
//
//   ptbxl          PTB-XL 1.0.3 (doi 10.1038/s41597-020-0495-6): ptbxl_database.csv with the report
//                  and the truth as scp_codes, scp_statements.csv,
//                  records500/00000/00001_hr.{hea,dat}
//   mimic-iv-ecg   MIMIC-IV-ECG 1.0 (doi 10.13026/4nqg-sb35): record_list.csv,
//                  machine_measurements.csv (in another order),
//                  files/pNNNN/pNNNNNNNN/sNNNNNNNN/NNNNNNNN.{hea,dat}
//   cpsc2018       CPSC 2018 as in the PhysioNet challenges 2020/21: g1/A0001.{hea,mat} with #Dx,
//                  REFERENCE.csv with the nine classes
//   csn            Chapman–Shaoxing–Ningbo (doi 10.13026/wgex-er52): WFDBRecords/01/010/JS00001.
//                  {hea,mat} with #Dx, ConditionNames_SNOMED-CT.csv
//
// simulate.json holds the settings and is written first; the layout's main table is written last:
// without it the dataset is unfinished.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "synth/finding.h"
#include "synth/simulator.h"

namespace supreme {

enum class DatasetLayout : uint8_t { kPtbxl, kMimicIvEcg, kCpsc2018, kCsn };

// In the order of the enumeration.
const std::vector<std::string>& DatasetLayoutNames();
DatasetLayout ParseDatasetLayout(std::string_view name);  // kUsage for other words

struct DatasetOptions {
  std::filesystem::path folder;
  DatasetLayout layout = DatasetLayout::kPtbxl;
  uint64_t record_count = 10000;  // 1–9,999,999; names have more digits than usual when needed
  uint64_t seed = 1;
  size_t worker_count = 1;
  bool force = false;  // write into a folder that holds something else
  // MIMIC-IV-ECG only: every fifth record gets a defect of that database, planted.csv names them.
  bool plant_defects = false;
  SimulatorOptions simulator;  // `patient` is ignored: a dataset draws its patients
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
DatasetSummary WriteDataset(const DatasetOptions& options,
                            const std::function<void(uint64_t)>& report_done);

// The first record that WriteDataset would write, in memory.
SimulatedRecord FirstRecord(const DatasetOptions& options);

}  // namespace supreme
