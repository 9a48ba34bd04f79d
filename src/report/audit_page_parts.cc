#include "report/audit_page_parts.h"

#include <cmath>
#include <limits>

#include "core/numbers.h"
#include "plot/markup.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr int kDigits = 3;

std::string SignedText(double value) {
  return (value < 0.0 ? "−" : "+") + FormatFixed(std::abs(value), kDigits);
}

}  // namespace

Cell FigureCell(const std::optional<double>& value) {
  return value ? NumberCell(*value, kDigits) : NoCell();
}

Cell SignedCell(const std::optional<double>& value) {
  return value ? Cell{SignedText(*value), *value} : NoCell();
}

Cell IntervalCell(const std::optional<Interval>& interval, bool with_sign) {
  if (!interval) return NoCell();
  const auto text = [&](double value) {
    return with_sign ? SignedText(value) : FormatFixed(value, kDigits);
  };
  return {text(interval->low) + " to " + text(interval->high),
          OrderedJson::array({interval->low, interval->high})};
}

double LowOf(const std::optional<Interval>& interval) {
  return interval ? interval->low : std::numeric_limits<double>::quiet_NaN();
}

double HighOf(const std::optional<Interval>& interval) {
  return interval ? interval->high : std::numeric_limits<double>::quiet_NaN();
}

void WriteForestFigure(HtmlWriter& html, const ForestChart& chart) {
  WriteChart(html, {ForestChartSize(chart), DescribeForestChart(chart),
                    [&](Canvas& canvas) { DrawForestChart(canvas, chart); }});
}

void WriteFactsLine(HtmlWriter& html, const AuditFacts& facts) {
  html.Element("p",
               ShortenText(facts.task + " · " + facts.split_description + " · " +
                               CountText(facts.record_count) + " records of " +
                               CountText(facts.patient_count) + " patients · model " +
                               facts.bundle_name + " (" + facts.bundle_id.substr(0, 12) +
                               ") · seed " + std::to_string(facts.seed) + " · " +
                               CountText(facts.bootstrap.resample_count) + " resamples",
                           400),
               "class=\"meta\"");
}

}  // namespace supreme
