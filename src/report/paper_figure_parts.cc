#include "report/paper_figure_parts.h"

#include <algorithm>
#include <cmath>

#include "core/numbers.h"
#include "eval/paper_numbers.h"
#include "plot/chart_frame.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kEmptyHeight = 70.0;
constexpr double kNone = BarValue::kNone;

Cell NumberOrNone(double value) { return std::isfinite(value) ? NumberCell(value, 2) : NoCell(); }

}  // namespace

double PrintedValue(std::string_view table, std::string_view row, std::string_view column) {
  for (const PaperNumber& number : PaperNumbers::Printed().all()) {
    if (number.table == table && number.row == row && number.column == column) {
      return ParseDouble(number.value).value_or(kNone);
    }
  }
  return kNone;
}

std::optional<VariantValue> ZeroShotOf(const FigureInput& input, std::string_view row,
                                       std::string_view task) {
  // The last variant of Table 11 is the paper's own system.
  const std::string_view variant = row == kOwnRow ? kVariantRows.back() : row;
  if (std::ranges::find(kVariantRows, variant) != kVariantRows.end()) {
    return FindVariant(input.results, variant, task, input.choice);
  }
  const SystemResults* system = FindSystem(input.results, row);
  const ZeroShotEntry* entry =
      system == nullptr ? nullptr : FindZeroShot(*system, task, input.choice);
  if (entry == nullptr || !entry->macro.auc) return {};
  return VariantValue{entry->macro, entry->source.file};
}

std::string WhiskerKinds::Name() const {
  if (has_bootstrap && has_deviation) return "bootstrap interval, or ± 1 standard deviation";
  return has_deviation ? "± 1 standard deviation over seeds" : "bootstrap interval";
}

BarValue BarOf(const ResultAuc& value, WhiskerKinds& kinds) {
  BarValue bar;
  if (!value.auc) return bar;
  bar.value = 100.0 * *value.auc;
  if (value.low && value.high) {
    bar.low = 100.0 * *value.low;
    bar.high = 100.0 * *value.high;
    kinds.has_bootstrap = true;
  } else if (value.deviation) {
    bar.low = bar.value - 100.0 * *value.deviation;
    bar.high = bar.value + 100.0 * *value.deviation;
    kinds.has_deviation = true;
  }
  return bar;
}

DataTable FigureData(const std::string& id, const std::string& title,
                     const std::vector<FigureRow>& rows) {
  DataTable table{"figure_" + id,
                  title,
                  {{"group", "Group"},
                   {"series", "Series"},
                   {"value", "Here", true},
                   {"low", "Low", true},
                   {"high", "High", true},
                   {"paper", "Paper", true},
                   {"state", "State"},
                   {"source", "File"}},
                  {},
                  ""};
  for (const FigureRow& row : rows) {
    const char* state = std::isfinite(row.bar.value) ? "measured"
                        : row.bar.is_undefined       ? "undefined"
                                                     : "missing";
    table.rows.push_back({TextCell(row.group), TextCell(row.series), NumberOrNone(row.bar.value),
                          NumberOrNone(row.bar.low), NumberOrNone(row.bar.high),
                          NumberOrNone(row.bar.reference), TextCell(state), TextCell(row.source)});
  }
  return table;
}

std::vector<std::string> NotesOf(const FigureInput& input, std::vector<std::string> notes) {
  if (input.results.simulated) {
    notes.insert(notes.begin(), "SIMULATED RESULTS: nothing was measured.");
  }
  return notes;
}

std::string JoinNames(const std::vector<std::string>& names, size_t most) {
  std::string text;
  for (size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
  return text;
}

void AddNotes(PaperFigure& figure, const std::vector<std::string>& notes) {
  const ChartFrame frame{"", {}, notes};
  const PictureSize size = {figure.size.width,
                            figure.size.height + NotesHeight(frame, figure.size.width)};
  figure.size = size;
  figure.draw = [frame, size, draw = figure.draw](Canvas& canvas) {
    DrawChartFrame(canvas, frame, size);
    draw(canvas);
  };
}

PaperFigure EmptyFigure(const std::string& id, const std::string& title,
                        const std::string& missing) {
  const ChartFrame frame{title, {}, {}};
  const std::string words = "No results. Needed: " + missing + ".";
  const PictureSize size = {kWidth, HeadHeight(frame, kWidth) + kEmptyHeight};
  return {id,
          title,
          words,
          title + ". " + words,
          {missing},
          size,
          [frame, size, words](Canvas& canvas) {
            DrawChartFrame(canvas, frame, size);
            canvas.DrawText({kWidth / 2.0, size.height - kEmptyHeight / 2.0}, words,
                            {theme::kMuted, 12.5, false, Align::kCenter});
          },
          FigureData(id, title, {})};
}

PaperFigure FigureOfBars(const std::string& id, const GroupedBarChart& chart) {
  PaperFigure figure;
  figure.id = id;
  figure.title = chart.title;
  figure.description = DescribeGroupedBarChart(chart);
  figure.size = GroupedBarChartSize(chart);
  figure.draw = [chart](Canvas& canvas) { DrawGroupedBarChart(canvas, chart); };
  return figure;
}

}  // namespace supreme
