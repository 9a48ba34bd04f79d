#include "cli/extract_input.h"

#include "core/error.h"
#include "data/pack.h"
#include "extract/report_table.h"

namespace supreme {

void DeclareExtractInput(Arguments& arguments, ExtractInput& input) {
  arguments.Option("--pack", input.pack, "folder of a pack");
  arguments.Option("--reports", input.reports, "CSV file with reports, instead of a pack");
  arguments.Option("--id-column", input.id_column, "column of --reports with the record id");
  arguments.Option("--text-column", input.text_column, "column of --reports with the text");
}

void CheckExtractInput(const ExtractInput& input) {
  if (input.pack.empty() != input.reports.empty()) return;
  throw Error(ErrorCode::kUsage, "one of --pack and --reports is needed", "supreme extract",
              "--pack FOLDER, or --reports FILE.csv --id-column ID --text-column TEXT");
}

InputReports ReadInputReports(const ExtractInput& input) {
  CheckExtractInput(input);
  if (!input.pack.empty()) {
    const Pack pack(input.pack);
    return {pack.id(), pack.ReadReports()};
  }
  ReportTable table = ReadReportTable({input.reports, input.id_column, input.text_column});
  return {table.id, std::move(table.reports)};
}

}  // namespace supreme
