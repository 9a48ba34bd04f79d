#include "extract/report_table.h"

#include "core/csv.h"
#include "core/error.h"
#include "core/hash.h"

namespace supreme {

ReportTable ReadReportTable(const ReportTableOptions& options) {
  CsvReader reader = CsvReader::Open(options.path);
  const size_t id_column = reader.Column(options.id_column);
  const size_t text_column = reader.Column(options.text_column);
  ReportTable table;
  while (reader.Next()) {
    const std::string& id = reader[id_column];
    if (id.empty() || !table.reports.emplace(id, reader[text_column]).second) {
      throw Error(ErrorCode::kCorruptData,
                  id.empty() ? "record id is empty" : "record id \"" + id + "\" stands twice",
                  reader.Where(), "name the column of the ids with --id-column");
    }
  }
  table.id = "csv:" + Sha256File(options.path);
  return table;
}

}  // namespace supreme
