#include "report/run_comparison.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/json.h"
#include "plot/markup.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/run_table.h"
#include "report/training_curve.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxNameLetters = 40;
constexpr size_t kMaxDifferences = 200;
constexpr double kRateUnit = 1e-3;

struct Curve {
  const char* column;
  const char* title;
  double unit;
  bool from_zero;
};
constexpr Curve kCurves[] = {{"loss", "Training loss", 1.0, false},
                             {"validation_auc", "Validation AUC", 1.0, false},
                             {"learning_rate", "Learning rate × 1,000", kRateUnit, true},
                             {"records_per_sec", "ECG/s", 1.0, true}};

// The shortest ends of the paths that still differ: "a/run" and "b/run", else "run1" and "run2".
std::vector<std::string> NamesOf(const std::vector<fs::path>& runs) {
  std::vector<std::string> names, whole;
  for (const fs::path& run : runs) {
    const fs::path path = fs::weakly_canonical(run);
    names.push_back(path.filename().string());
    whole.push_back((path.parent_path().filename() / path.filename()).string());
  }
  const std::set<std::string> different(names.begin(), names.end());
  return different.size() == names.size() ? names : whole;
}

LineChart CurvesOf(const std::vector<fs::path>& runs, const std::vector<RunSummary>& summaries) {
  LineChart chart;
  chart.panels_per_row = 2;
  chart.shared_legend = true;
  std::vector<std::string> columns;
  for (const Curve& curve : kCurves) {
    columns.emplace_back(curve.column);
    chart.panels.push_back({curve.title, {}, false, curve.from_zero});
  }
  for (size_t run = 0; run < runs.size(); ++run) {
    const fs::path file = runs[run] / "metrics.csv";
    MetricsCurves read;
    read.curves.resize(columns.size());
    if (fs::exists(file)) read = ReadMetricsCurves(file, columns);
    if (chart.x_name.empty()) chart.x_name = read.x_name;
    for (size_t i = 0; i < columns.size(); ++i) {
      Series series = CurveStyle(run, ShortenText(summaries[run].name, kMaxNameLetters));
      for (const Point& point : read.curves[i]) {
        series.points.push_back({point.x, point.y / kCurves[i].unit});
      }
      chart.panels[i].series.push_back(std::move(series));
    }
  }
  std::erase_if(chart.panels, [](const Panel& panel) {
    return std::all_of(panel.series.begin(), panel.series.end(),
                       [](const Series& series) { return series.points.empty(); });
  });
  return chart;
}

// What decided the runs' results, not what came out or when and where they were started.
bool IsSetting(const std::string& key) {
  for (const char* start : {"config.", "pack.id", "pack.path", "vocabulary.", "split.",
                            "simulator.", "software.", "machine.", "seed"}) {
    if (key.starts_with(start)) return true;
  }
  return false;
}

std::vector<std::vector<std::string>> DifferencesOf(const std::vector<fs::path>& runs) {
  std::vector<std::vector<Fact>> settings;
  std::vector<std::string> keys;
  std::set<std::string> seen;
  for (const fs::path& run : runs) {
    settings.push_back(FlattenJson(ReadJsonFile(run / "run.json")));
    for (const Fact& fact : settings.back()) {
      if (IsSetting(fact.name) && seen.insert(fact.name).second) keys.push_back(fact.name);
    }
  }
  std::vector<std::vector<std::string>> differences;
  for (const std::string& key : keys) {
    std::vector<std::string> row = {key};
    for (const auto& one : settings) row.push_back(FindSetting(one, key).value_or("–"));
    const bool same = std::all_of(row.begin() + 2, row.end(),
                                  [&](const std::string& value) { return value == row[1]; });
    if (!same && differences.size() < kMaxDifferences) differences.push_back(std::move(row));
  }
  return differences;
}

DataTable DifferenceTable(const RunComparison& comparison) {
  DataTable table;
  table.id = "settings";
  table.title = "Settings that are not the same in all runs";
  table.columns = {{"setting", "Setting"}};
  for (const RunSummary& run : comparison.runs) {
    table.columns.push_back({run.name, ShortenText(run.name, kMaxNameLetters)});
  }
  for (const auto& row : comparison.differences) {
    table.rows.emplace_back();
    for (const std::string& value : row) table.rows.back().push_back(TextCell(value));
  }
  return table;
}

void WriteCurves(HtmlWriter& html, const LineChart& curves) {
  OpenSection(html, "curves", "Curves");
  if (curves.panels.empty()) {
    html.Element("p", "None of the runs holds a curve.", "class=\"note\"");
  } else {
    WriteChart(html, {LineChartSize(curves), DescribeLineChart(curves),
                      [&](Canvas& canvas) { DrawLineChart(canvas, curves); }});
  }
  html.Close();
}

}  // namespace

RunComparison CompareRuns(const std::vector<fs::path>& runs) {
  if (runs.size() < 2 || runs.size() > kMaxCurves) {
    throw Error(ErrorCode::kUsage,
                "from 2 to " + std::to_string(kMaxCurves) + " runs can be compared",
                std::to_string(runs.size()) + " runs");
  }
  RunComparison comparison;
  const std::vector<std::string> names = NamesOf(runs);
  for (size_t i = 0; i < runs.size(); ++i) {
    if (!fs::exists(runs[i] / "run.json")) {
      throw Error(ErrorCode::kNotFound, "the folder holds no run", runs[i].string(),
                  "the folder that supreme pretrain wrote");
    }
    comparison.runs.push_back(ReadRunSummary(runs[i]));
    comparison.runs.back().name = names[i];
  }
  comparison.curves = CurvesOf(runs, comparison.runs);
  comparison.differences = DifferencesOf(runs);
  return comparison;
}

std::string BuildComparisonPage(const RunComparison& comparison) {
  const std::string title = std::to_string(comparison.runs.size()) + " runs side by side";
  HtmlWriter html;
  OpenPage(html, {title, "supreme – comparison of runs", title});
  html.Open("nav", "aria-label=\"Sections\"");
  html.Element("a", "Results", "href=\"#results\"");
  html.Element("a", "Curves", "href=\"#curves\"");
  html.Element("a", "What differs", "href=\"#differences\"");
  html.Close();
  html.Close();
  html.Open("main");
  OpenSection(html, "results", "Results");
  WriteTable(html, MakeRunTable(comparison.runs));
  html.Close();
  WriteCurves(html, comparison.curves);
  OpenSection(html, "differences", "What differs");
  if (comparison.differences.empty()) {
    html.Element("p", "The settings of all runs are the same.", "class=\"meta\"");
  } else {
    WriteTable(html, DifferenceTable(comparison));
  }
  html.Close();
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
