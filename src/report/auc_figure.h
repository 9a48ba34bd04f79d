// The AUC bars of a result.
#pragma once

#include "plot/bar_chart.h"
#include "report/report_data.h"

namespace supreme {

// Classes by falling AUC, seen before unseen, undefined last; then the macro rows.
// At most `max_classes` classes; the title says how many were left out.
AucChart MakeAucChart(const ReportTask& result, size_t max_classes = 60);

}  // namespace supreme
