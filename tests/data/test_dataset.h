// Datasets on disk for import tests.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "signal/leads.h"
#include "signal/wfdb.h"

namespace supreme {

// Twelve leads of 10 s at 500 Hz in the WFDB record `folder`/`name`.
inline void WriteTestRecord(const std::filesystem::path& folder, const std::string& name) {
  Record record;
  record.record_id = name;
  for (const auto lead : kLeadNames) record.lead_names.emplace_back(lead);
  record.sample_rate_hz = 500.0;
  record.sample_count = 5000;
  for (size_t i = 0; i < 12 * 5000; ++i) {
    record.samples_mv.push_back(static_cast<float>((i * 31) % 900) / 1000.0f);
  }
  MakeFolder(folder);
  WriteWfdb(record, folder);
}

// Rows of the pack's import_report.csv: record_id, path, code, reason.
inline std::vector<std::vector<std::string>> ImportReportRows(const std::filesystem::path& pack) {
  CsvReader csv = CsvReader::Open(pack / "import_report.csv");
  std::vector<std::vector<std::string>> rows;
  while (csv.Next()) rows.push_back(csv.row());
  return rows;
}

}  // namespace supreme
