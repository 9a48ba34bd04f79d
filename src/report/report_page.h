// The report of a run as one HTML page: no script, no request to anywhere, light and dark.
#pragma once

#include <string>

#include "report/report_data.h"

namespace supreme {

// The whole page. The same data give the same bytes. Long texts are cut (reports after 1,500
// letters, tables after 500 rows), and the page says where.
std::string BuildReportPage(const ReportData& data);

}  // namespace supreme
