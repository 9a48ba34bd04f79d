#include "core/csv.h"
#include "core/numbers.h"
#include "data/import_items.h"
#include "data/scp_codes.h"
#include "data/table_values.h"

namespace supreme {
namespace {

constexpr std::string_view kTableName = "ptbxl_database.csv";

// Positions of the columns that are used; the table has about 20 more.
struct Columns {
  explicit Columns(const CsvReader& csv, int rate_hz)
      : ecg_id(csv.Column("ecg_id")),
        patient_id(csv.Column("patient_id")),
        age(csv.Column("age")),
        sex(csv.Column("sex")),
        report(csv.Column("report")),
        scp_codes(csv.Column("scp_codes")),
        strat_fold(csv.Column("strat_fold")),
        file_name(csv.Column(rate_hz == 100 ? "filename_lr" : "filename_hr")) {}
  size_t ecg_id, patient_id, age, sex, report, scp_codes, strat_fold, file_name;
};

ImportItem ReadRow(const CsvReader& csv, const Columns& columns) {
  ImportItem item;
  const std::string where = csv.Where();
  item.row.record_id = ReadId(csv[columns.ecg_id]);
  item.row.source = csv[columns.file_name];
  try {
    if (item.row.record_id.empty()) {
      throw Error(ErrorCode::kCorruptData, "ecg_id is empty", where, "mend the row");
    }
    item.row.patient_id = ReadId(csv[columns.patient_id]);
    item.row.fold = ReadWhole(csv[columns.strat_fold], "strat_fold", 0, where);
    item.row.age_years = ReadAge(csv[columns.age], where);
    item.row.sex = ReadSex(csv[columns.sex], true, where);
    item.codes = ParseScpCodes(csv[columns.scp_codes], where);
    if (!Trim(csv[columns.report]).empty()) item.report = csv[columns.report];
  } catch (const Error& error) {
    item.problem = error;
  }
  return item;
}

}  // namespace

ImportSummary ImportPtbxl(const std::filesystem::path& dir, const std::filesystem::path& out,
                          const ImportOptions& options) {
  if (options.rate_hz != 500 && options.rate_hz != 100) {
    throw Error(ErrorCode::kUsage,
                "PTB-XL has no records at " + std::to_string(options.rate_hz) + " Hz", "--rate",
                "500 or 100");
  }
  CsvReader csv = CsvReader::Open(dir / kTableName);
  const Columns columns(csv, options.rate_hz);
  std::vector<ImportItem> items;
  while (csv.Next()) items.push_back(ReadRow(csv, columns));
  OrderedJson facts;
  facts["importer"] = "ptbxl";
  facts["source_rate_hz"] = options.rate_hz;
  return ImportItems(items, dir, out, options, std::move(facts));
}

}  // namespace supreme
