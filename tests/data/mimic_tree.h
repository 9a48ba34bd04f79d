// The two tables of MIMIC-IV-ECG, made by hand.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/csv.h"

namespace supreme {

struct MimicRow {
  std::string subject, study;
  std::vector<std::string> reports;
  std::vector<std::string> values;  // rr_interval, p_onset, …
};

inline void WriteMeasured(const std::filesystem::path& dir, const std::vector<MimicRow>& rows) {
  CsvWriter table(dir / "machine_measurements.csv",
                  {"subject_id", "study_id", "cart_id", "ecg_time", "report_0", "report_1",
                   "report_2", "bandwidth", "filtering", "rr_interval", "p_onset", "p_end",
                   "qrs_onset", "qrs_end", "t_end", "p_axis", "qrs_axis", "t_axis"});
  for (const MimicRow& row : rows) {
    std::vector<std::string> fields = {row.subject, row.study, "1", "2180-07-23 08:44:00"};
    for (size_t i = 0; i < 3; ++i) fields.push_back(i < row.reports.size() ? row.reports[i] : "");
    fields.insert(fields.end(), {"0.005-150 Hz", "60 Hz notch"});
    for (size_t i = 0; i < 9; ++i) fields.push_back(i < row.values.size() ? row.values[i] : "0");
    table.Row(fields);
  }
  table.Commit();
}

// Rows of subject, study and path.
inline void WriteList(const std::filesystem::path& dir,
                      const std::vector<std::vector<std::string>>& rows) {
  CsvWriter table(dir / "record_list.csv",
                  {"subject_id", "study_id", "file_name", "ecg_time", "path"});
  for (const auto& row : rows) table.Row({row[0], row[1], row[1], "2180-07-23 08:44:00", row[2]});
  table.Commit();
}

}  // namespace supreme
