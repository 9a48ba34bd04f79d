// What the pages of audits share.
#pragma once

#include <optional>
#include <string>

#include "eval/audit.h"
#include "plot/forest_chart.h"
#include "report/data_table.h"
#include "report/html.h"

namespace supreme {

// "0.912"; "–" when there is none.
Cell FigureCell(const std::optional<double>& value);
// "+0.012", "−0.034".
Cell SignedCell(const std::optional<double>& value);
// "−0.034 to +0.002"; "–" when there is none.
Cell IntervalCell(const std::optional<Interval>& interval, bool with_sign);
// NaN when there is none: how charts leave an interval out.
double LowOf(const std::optional<Interval>& interval);
double HighOf(const std::optional<Interval>& interval);

void WriteForestFigure(HtmlWriter& html, const ForestChart& chart);
// The line below the title: task, split, records, model, seed, resamples.
void WriteFactsLine(HtmlWriter& html, const AuditFacts& facts);

}  // namespace supreme
