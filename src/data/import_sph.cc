// SPH, Shandong Provincial Hospital (Liu et al. 2022, doi:10.1038/s41597-022-01403-5).
#include <map>
#include <set>

#include "core/csv.h"
#include "core/numbers.h"
#include "data/aha_codes.h"
#include "data/dataset_files.h"
#include "data/import_hdf5.h"
#include "data/import_items.h"
#include "data/reference_labels.h"
#include "data/table_values.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTableName = "metadata.csv";

Error NoFile(const std::string& record, const std::string& where) {
  return Error(ErrorCode::kNotFound, "no file " + record + ".h5 in the dataset's folder", where,
               "get the file again or remove the row");
}

class SphTable {
 public:
  explicit SphTable(const fs::path& dir) : csv_(CsvReader::Open(dir / kTableName)) {
    for (const DatasetFile& file : FindDatasetFiles(dir, {".h5"})) {
      path_of_record_.try_emplace(file.record_id, file.path);
    }
  }

  std::vector<ImportItem> Read() {
    std::vector<ImportItem> items;
    while (csv_.Next()) items.push_back(ReadRow());
    for (const auto& [record, path] : path_of_record_) {
      if (listed_.contains(record)) continue;
      ImportItem& item = items.emplace_back();
      item.row.record_id = record;
      item.row.source = path;
      item.problem = Error(ErrorCode::kNotFound, "the table has no row for " + record,
                           std::string(kTableName), "add one, or remove the file");
    }
    return items;
  }

 private:
  ImportItem ReadRow() {
    ImportItem item;
    const std::string where = csv_.Where();
    std::string record(Trim(csv_["ECG_ID"]));
    if (record.ends_with(".h5")) record.resize(record.size() - 3);
    item.row.record_id = record;
    listed_.insert(record);
    try {
      item.row.patient_id = ReadId(csv_["Patient_ID"]);
      item.row.age_years = ReadAge(csv_["Age"], where);
      item.row.sex = ReadSex(csv_["Sex"], false, where);
      const auto snomed = csv_.FindColumn("SNOMEDCTCode");
      item.codes = snomed ? SplitCodes(csv_[*snomed]) : ReadAhaStatements(csv_["AHA_Code"], where);
      const auto found = path_of_record_.find(record);
      if (found == path_of_record_.end()) throw NoFile(record, where);
      item.row.source = found->second;
    } catch (const Error& error) {
      item.problem = error;
    }
    return item;
  }

  CsvReader csv_;
  std::map<std::string, std::string> path_of_record_;
  std::set<std::string> listed_;
};

}  // namespace

std::vector<ImportItem> SphItems(const fs::path& dir) {
  SphTable table(dir);
  return table.Read();
}

ImportSummary ImportSph(const fs::path& dir, const fs::path& out, const ImportOptions& options) {
  return ImportItems(SphItems(dir), dir, out, options, {{"importer", "sph"}});
}

}  // namespace supreme
