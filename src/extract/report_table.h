// Reports from a CSV file, without a pack.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace supreme {

struct ReportTableOptions {
  std::filesystem::path path;
  std::string id_column = "record_id";
  std::string text_column = "report";
};

struct ReportTable {
  std::map<std::string, std::string> reports;  // record id → report
  std::string id;                              // "csv:" and the SHA-256 of the file
};

// kCorruptData: a column is missing, an id is empty or stands twice.
ReportTable ReadReportTable(const ReportTableOptions& options);

}  // namespace supreme
