// A verification's result as tables and JSON.
#pragma once

#include <filesystem>

#include "core/csv.h"
#include "core/json.h"
#include "data/verify.h"

namespace supreme {

// record_id,check,lead,value,limit,message,severity: one row per problem.
void WriteProblems(const std::filesystem::path& path, const VerifyReport& report);

// leads.csv: what was measured of every lead of every record, and the lead's verdict.
class LeadTable {
 public:
  explicit LeadTable(const std::filesystem::path& path);
  void Add(const CheckedRecord& record);
  void Commit() { csv_.Commit(); }

 private:
  CsvWriter csv_;
};

// Stable: kind, path, records, …, counts, checks, problems.
OrderedJson ToJson(const VerifyReport& report);
OrderedJson ToJson(const LeadQuality& quality);

}  // namespace supreme
