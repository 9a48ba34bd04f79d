// The two CSV tables of the PTB-XL layout.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "synth/dataset/cohort.h"
#include "synth/simulator.h"

namespace supreme {

// Columns of ptbxl_database.csv (PTB-XL 1.0.3).
const std::vector<std::string>& DatabaseColumns();

// One row; `file_name` without extension, relative to the dataset.
std::vector<std::string> DatabaseRow(uint64_t record_number, const Visit& visit,
                                     const SimulatedRecord& simulated,
                                     const std::string& file_name);

// scp_statements.csv with PTB-XL's codes and those of all findings.
void WriteScpStatements(const std::filesystem::path& path);

}  // namespace supreme
