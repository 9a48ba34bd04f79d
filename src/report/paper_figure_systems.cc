// Figure 3: zero-shot against linear probing of other systems, and how much data is needed for it.

#include <algorithm>
#include <array>
#include <cmath>

#include "core/numbers.h"
#include "eval/paper_numbers.h"
#include "plot/dot_plot.h"
#include "plot/level_chart.h"
#include "plot/theme.h"
#include "report/paper_figure_parts.h"

namespace supreme {
namespace {

constexpr size_t kHere = 0, kPaper = 1;                                 // lanes
constexpr size_t kEcgOnly = 0, kRandom = 1, kOwn = 2, kMultimodal = 3;  // series
constexpr std::array<double, 2> kFractions = {0.01, 0.1};
constexpr std::array<int, 5> kPaperShares = {20, 40, 60, 80, 100};  // percent, Figure 3(b)
constexpr size_t kShownNames = 20;

std::string FractionName(double fraction) { return FormatDouble(100.0 * fraction) + "%"; }

// The systems that Table 9 sets beside the paper's own, in its order.
std::vector<std::string> OtherSystems() {
  std::vector<std::string> rows;
  for (const PaperNumber& number : PaperNumbers::Printed().all()) {
    const bool is_system = number.table == "9" && !number.value.empty() && number.row != kOwnRow;
    if (is_system && (rows.empty() || rows.back() != number.row)) rows.push_back(number.row);
  }
  return rows;
}

size_t SeriesOf(const std::string& row) {
  if (row == kMerlRow) return kMultimodal;
  return row.starts_with("Random Init") ? kRandom : kEcgOnly;
}

struct ProbeValue {
  BarValue bar;
  std::string file;
};

ProbeValue ProbeOf(const FigureInput& input, const std::string& row, std::string_view task,
                   double fraction) {
  const SystemResults* system = FindSystem(input.results, row);
  const ProbeEntry* entry =
      system == nullptr ? nullptr : FindProbe(*system, task, fraction, input.choice);
  if (entry == nullptr) return {};
  WhiskerKinds kinds;
  return {BarOf(entry->macro, kinds), entry->source.file};
}

// Dots of one task in one panel.
void AddTask(const FigureInput& input, size_t index, double fraction, DotPanel& panel,
             std::vector<FigureRow>& rows) {
  const DownstreamTask& task = kDownstreamTasks[index];
  const auto add = [&](const std::string& name, size_t series, const BarValue& bar,
                       const std::string& file) {
    const bool has_interval = series >= kOwn;  // of the two that matter
    panel.dots.push_back({index, kHere, series, bar.value, has_interval ? bar.low : BarValue::kNone,
                          has_interval ? bar.high : BarValue::kNone});
    panel.dots.push_back({index, kPaper, series, bar.reference});
    rows.push_back({std::string(task.name), name, bar, file});
  };
  for (const std::string& row : OtherSystems()) {
    ProbeValue probe = ProbeOf(input, row, task.task, fraction);
    probe.bar.reference =
        PrintedValue("9", row, std::string(task.name) + " " + FractionName(fraction));
    add(row + ", linear probing " + FractionName(fraction), SeriesOf(row), probe.bar, probe.file);
  }
  const auto own = ZeroShotOf(input, kOwnRow, task.task);
  WhiskerKinds kinds;
  BarValue bar = own ? BarOf(own->value, kinds) : BarValue{};
  bar.reference = PrintedValue("14", kOwnRow, task.name);
  add(std::string(kOwnRow) + ", zero-shot", kOwn, bar, own ? own->file : "");
}

// Systems without any probe at either fraction, and tasks without our zero-shot.
std::vector<std::string> MissingSystems(const FigureInput& input) {
  std::vector<std::string> missing;
  for (const DownstreamTask& task : kDownstreamTasks) {
    if (ZeroShotOf(input, kOwnRow, task.task)) continue;
    missing.push_back("our framework on " + std::string(task.name));
  }
  for (const std::string& row : OtherSystems()) {
    const bool is_there = std::ranges::any_of(kDownstreamTasks, [&](const DownstreamTask& task) {
      return std::ranges::any_of(kFractions, [&](double fraction) {
        return std::isfinite(ProbeOf(input, row, task.task, fraction).bar.value);
      });
    });
    if (!is_there) missing.push_back(row);
  }
  return missing;
}

PaperFigure ComparisonFigure(const FigureInput& input) {
  DotPlot plot;
  plot.title = "Figure 3(a). Zero-shot against linear probing of other systems";
  plot.value_name = "AUC, %";
  plot.interval_name = "interval (our framework, MERL)";
  plot.series = {{"ECG-only systems", theme::kMuted, DotShape::kTick},
                 {"random initialisation", theme::kInk, DotShape::kCross},
                 {"our framework, zero-shot", theme::kSeen, DotShape::kCircle},
                 {"MERL", theme::kUnseen, DotShape::kSquare}};
  plot.lane_names = {"here", "paper"};
  for (const DownstreamTask& task : kDownstreamTasks) plot.row_names.emplace_back(task.name);
  std::vector<FigureRow> rows;
  for (const double fraction : kFractions) {
    DotPanel panel{"Linear probing with " + FormatDouble(100.0 * fraction) + " % of the labels",
                   {}};
    for (size_t i = 0; i < kDownstreamTasks.size(); ++i) AddTask(input, i, fraction, panel, rows);
    plot.panels.push_back(std::move(panel));
  }
  const std::vector<std::string> missing = MissingSystems(input);
  std::vector<std::string> notes = {"Paper: Tables 9 and 14."};
  if (!missing.empty())
    notes.push_back("Not measured here: " + JoinNames(missing, kShownNames) + ".");
  plot.notes = NotesOf(input, notes);
  PaperFigure figure;
  figure.id = "3a";
  figure.title = plot.title;
  figure.caption =
      "AUC (%) per task of our framework (zero-shot) and of other systems after linear probing "
      "with "
      "1 % (left) and 10 % (right) of the labels; above the values measured here, below those of "
      "the paper's Tables 9 and 14.";
  figure.description = DescribeDotPlot(plot);
  figure.missing = missing;
  figure.size = DotPlotSize(plot);
  figure.draw = [plot](Canvas& canvas) { DrawDotPlot(canvas, plot); };
  figure.data = FigureData("3a", plot.title, rows);
  return figure;
}

// Mean of a probe over the six tasks; NaN unless all are there.
double MeanProbe(const FigureInput& input, const std::string& row, double fraction) {
  double sum = 0.0;
  for (const DownstreamTask& task : kDownstreamTasks) {
    sum += ProbeOf(input, row, task.task, fraction).bar.value;
  }
  return sum / static_cast<double>(kDownstreamTasks.size());
}

// "40 %" and "100 % (the paper's)" begin with a share; others are no points of the curve.
std::vector<LevelPoint> CurveOf(const FigureInput& input, WhiskerKinds& kinds) {
  std::vector<LevelPoint> curve;
  const AblationResults* sweep = FindAblation(input.results, "fig3b");
  if (sweep == nullptr) {
    for (const int share : kPaperShares) curve.push_back({static_cast<double>(share)});
  } else {
    for (const AblationVariant& variant : sweep->variants) {
      const auto share = ParseDouble(variant.name.substr(0, variant.name.find_first_of(" %")));
      if (!share || !(*share > 0.0 && *share <= 100.0)) continue;
      const BarValue bar = BarOf(variant.mean.value, kinds);
      curve.push_back({*share, bar.value, bar.low, bar.high});
    }
  }
  std::ranges::stable_sort(curve, {}, &LevelPoint::x);
  for (LevelPoint& point : curve) {
    if (point.x == 100.0) point.reference = PrintedValue("1a", "Our Framework", "zero-shot");
  }
  return curve;
}

PaperFigure DataFigure(const FigureInput& input) {
  LevelChart chart;
  chart.title = "Figure 3(b). How much training data zero-shot needs to pass linear probing";
  chart.x_name = "share of the pre-training data, %";
  chart.y_name = "mean AUC over the six tasks, %";
  chart.curve_name = "our framework, zero-shot";
  chart.level_name = "linear probing here";
  chart.reference_name = "linear probing in the paper (number in brackets)";
  WhiskerKinds kinds;
  chart.curve = CurveOf(input, kinds);
  chart.interval_name = kinds.Name();
  std::vector<FigureRow> rows;
  std::vector<std::string> missing;
  const AblationResults* sweep = FindAblation(input.results, "fig3b");
  for (const LevelPoint& point : chart.curve) {
    const BarValue bar = {point.value, point.low, point.high, point.reference};
    const std::string share = FormatDouble(point.x) + " %";
    rows.push_back({share, chart.curve_name, bar, sweep == nullptr ? "" : sweep->file});
    if (!std::isfinite(bar.value)) missing.push_back("zero-shot at " + share);
  }
  for (const double fraction : kFractions) {
    LevelPanel panel{"Linear probing with " + FormatDouble(100.0 * fraction) + " % of the labels",
                     {}};
    for (const std::string& row : OtherSystems()) {
      Level level{row, MeanProbe(input, row, fraction),
                  PrintedValue("1a", row, "linear probing " + FractionName(fraction)),
                  row == kMerlRow};
      BarValue bar{level.value};
      bar.reference = level.reference;
      rows.push_back({"linear probing " + FractionName(fraction), row, bar});
      panel.levels.push_back(std::move(level));
    }
    chart.panels.push_back(std::move(panel));
  }
  chart.notes = NotesOf(
      input, {"Ring: the paper's Table 1(a) at 100 %; its other points are printed nowhere."});
  PaperFigure figure;
  figure.id = "3b";
  figure.title = chart.title;
  figure.caption =
      "Mean zero-shot AUC (%) by the share of the pre-training data, against linear probing with "
      "1 % (top) and 10 % (bottom) of the labels; dashed, in brackets and ring: the paper's Table "
      "1(a). The paper prints no numbers for the points of the curve below 100 %.";
  figure.description = DescribeLevelChart(chart);
  figure.missing = missing;
  figure.size = LevelChartSize(chart);
  figure.draw = [chart](Canvas& canvas) { DrawLevelChart(canvas, chart); };
  figure.data = FigureData("3b", chart.title, rows);
  return figure;
}

}  // namespace

std::vector<PaperFigure> SystemFigures(const FigureInput& input) {
  return {ComparisonFigure(input), DataFigure(input)};
}

}  // namespace supreme
