// Records on disk that a test can tell apart.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

#include "signal/leads.h"
#include "signal/wfdb.h"

namespace supreme {

// Ten seconds of twelve leads at 500 Hz; lead I is constant at `number` / 100 mV.
inline void WriteLevelRecord(const std::filesystem::path& folder, const std::string& name,
                             int number) {
  Record record;
  record.record_id = name;
  for (const auto lead : kLeadNames) record.lead_names.emplace_back(lead);
  record.sample_rate_hz = 500.0;
  record.sample_count = 5000;
  record.samples_mv.assign(12 * 5000, 0.1f);
  std::fill_n(record.samples_mv.begin(), 5000, static_cast<float>(number) / 100.0f);
  WriteWfdb(record, folder);
}

}  // namespace supreme
