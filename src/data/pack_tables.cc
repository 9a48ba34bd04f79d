#include "data/pack_tables.h"

#include <cmath>

#include "core/numbers.h"
#include "data/pack_format.h"

namespace supreme {
namespace {

std::string NumberOrEmpty(double value) { return std::isnan(value) ? "" : FormatDouble(value); }

}  // namespace

PackTables::PackTables(const std::filesystem::path& folder)
    : manifest_(folder / kManifestName, {"row", "record_id", "patient_id", "fold", "age_years",
                                         "sex", "quality", "source"}),
      codes_(folder / kCodesName, {"record_id", "code", "likelihood"}),
      reports_(folder / kReportsName, {"record_id", "report"}) {}

void PackTables::Add(const PackRow& row, const std::vector<PackCode>& codes,
                     const std::string& report) {
  manifest_.Row({std::to_string(row_count_++), row.record_id, row.patient_id,
                 std::to_string(row.fold), NumberOrEmpty(row.age_years),
                 std::string(SexWord(row.sex)), row.quality, row.source});
  for (const PackCode& code : codes) {
    codes_.Row({row.record_id, code.code, NumberOrEmpty(code.likelihood)});
  }
  reports_.Row({row.record_id, report});
}

std::vector<std::string> PackTables::Commit() {
  manifest_.Commit();
  codes_.Commit();
  reports_.Commit();
  return {std::string(kManifestName), std::string(kCodesName), std::string(kReportsName)};
}

}  // namespace supreme
