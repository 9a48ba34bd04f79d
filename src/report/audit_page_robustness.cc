#include <algorithm>
#include <cmath>
#include <vector>

#include "core/numbers.h"
#include "plot/markup.h"
#include "plot/theme.h"
#include "report/audit_page.h"
#include "report/audit_page_parts.h"
#include "report/page_frame.h"
#include "report/page_parts.h"

namespace supreme {
namespace {

constexpr size_t kHardestClasses = 5;

bool Differs(const ConditionResult& condition) {
  return condition.p_holm && *condition.p_holm < kSignificance;
}

DataTable ConditionTable(const RobustnessReport& report) {
  DataTable table{"conditions", "All conditions", {}, {}, ""};
  table.columns = {{"fault", "fault"},
                   {"level", "strength"},
                   {"auc", "mean AUC", true},
                   {"auc_interval", "interval", true},
                   {"difference", "change", true},
                   {"difference_interval", "interval", true},
                   {"p_holm", "p (Holm)", true},
                   {"score_change", "scores move by", true}};
  const auto add = [&](const ConditionResult& condition, const std::string& title) {
    table.rows.push_back({TextCell(title), TextCell(condition.level),
                          FigureCell(condition.mean.auroc),
                          IntervalCell(condition.mean.interval, false),
                          SignedCell(condition.difference), IntervalCell(condition.interval, true),
                          FigureCell(condition.p_holm), NumberCell(condition.score_change, 3)});
  };
  add(report.result.clean, "none");
  for (const auto& condition : report.result.conditions) add(condition, KindTitle(condition.kind));
  table.note =
      "Change: faulty − as recorded, on the same records and resamples. p: bootstrap over "
      "patients, "
      "two-sided, corrected by Holm over " +
      std::to_string(report.result.conditions.size()) +
      " conditions. Scores move by: mean absolute change of a probability.";
  return table;
}

// The classes that lose most under one condition: a mean hides them.
std::string HardestClasses(const RobustnessResult& result, const ConditionResult& condition) {
  std::vector<std::pair<double, size_t>> losses;
  for (size_t c = 0; c < result.classes.size(); ++c) {
    if (!condition.aurocs[c] || !result.clean.aurocs[c]) continue;
    losses.emplace_back(*condition.aurocs[c] - *result.clean.aurocs[c], c);
  }
  std::ranges::sort(losses);
  std::string text;
  for (size_t i = 0; i < std::min(kHardestClasses, losses.size()) && losses[i].first < -0.005;
       ++i) {
    const auto& [loss, c] = losses[i];
    text += (text.empty() ? "" : ", ") + result.classes[c] + " −" + FormatFixed(-loss, 2) + " to " +
            FormatFixed(*condition.aurocs[c], 2);
  }
  return text.empty() ? "none loses more than 0.005" : text;
}

DataTable ClassTable(const RobustnessReport& report) {
  DataTable table{"classes",
                  "Classes that lose most under the worst condition of each kind",
                  {},
                  {},
                  "Single classes have few positive records: read them as hints."};
  table.columns = {
      {"fault", "fault"}, {"level", "strength"}, {"classes", "classes that lose most"}};
  for (const ConditionKind& kind : ConditionKinds()) {
    const ConditionResult* worst = nullptr;
    for (const auto& condition : report.result.conditions) {
      if (condition.kind != kind.name) continue;
      if (worst == nullptr || *condition.mean.auroc < *worst->mean.auroc) worst = &condition;
    }
    if (worst == nullptr) continue;
    table.rows.push_back({TextCell(kind.title), TextCell(worst->level),
                          TextCell(HardestClasses(report.result, *worst))});
  }
  return table;
}

}  // namespace

ForestChart RobustnessChart(const RobustnessReport& report) {
  const RobustnessResult& result = report.result;
  ForestChart chart;
  chart.title = report.facts.task + ": mean AUC on faulty recordings";
  chart.x_name =
      "mean AUC over " + std::to_string(result.counted_classes) + " classes, with interval";
  chart.plain_name = "no change shown";
  chart.marked_name = "changed (p < 0.05 after Holm)";
  chart.reference = *result.clean.mean.auroc;
  chart.reference_name = "as recorded, " + FormatFixed(chart.reference, 3);
  chart.note_name = "change";
  for (const ConditionResult& condition : result.conditions) {
    const std::string title = KindTitle(condition.kind);
    if (chart.groups.empty() || chart.groups.back().title != title) {
      chart.groups.push_back({title, {}});
    }
    chart.groups.back().rows.push_back({condition.level, *condition.mean.auroc,
                                        LowOf(condition.mean.interval),
                                        HighOf(condition.mean.interval),
                                        SignedCell(condition.difference).text, Differs(condition)});
  }
  return chart;
}

LineChart NoiseChart(const RobustnessReport& report) {
  LineChart chart;
  chart.x_name = "signal to noise, dB";
  Panel panel;
  panel.title = "Mean AUC under noise";
  size_t style = 0;
  for (const char* kind : {"white", "wander", "mains", "muscle"}) {
    Series series = CurveStyle(style++, KindTitle(kind));
    for (const ConditionResult& condition : report.result.conditions) {
      if (condition.kind != kind || !std::isfinite(condition.x)) continue;
      series.points.push_back({condition.x, *condition.mean.auroc});
    }
    std::ranges::sort(series.points, {}, &Point::x);
    if (!series.points.empty()) panel.series.push_back(std::move(series));
  }
  if (panel.series.empty()) return chart;
  const auto& points = panel.series.front().points;
  const double clean = *report.result.clean.mean.auroc;
  panel.series.push_back({"as recorded",
                          theme::kReference,
                          {{points.front().x, clean}, {points.back().x, clean}},
                          true});
  chart.panels.push_back(std::move(panel));
  return chart;
}

std::string BuildRobustnessPage(const RobustnessReport& report) {
  HtmlWriter html;
  OpenPage(html, {"Robustness on " + ShortenText(report.facts.task, 80), "supreme – robustness",
                  "What faults of recordings cost"});
  WriteFactsLine(html, report.facts);
  html.Close();
  html.Open("main");
  OpenSection(html, "conditions", "Faults and their price");
  html.Element("p",
               "Every record is spoilt on its way in, before resampling and normalisation, and "
               "scored again. Noise is added at the electrodes; its strength is the ratio of the "
               "ECG's power to its own.",
               "class=\"meta\"");
  const LineChart noise = NoiseChart(report);
  if (!noise.panels.empty()) {
    WriteChart(html, {LineChartSize(noise), DescribeLineChart(noise),
                      [&](Canvas& canvas) { DrawLineChart(canvas, noise); }});
  }
  WriteForestFigure(html, RobustnessChart(report));
  html.Close();
  OpenSection(html, "classes", "Single classes");
  WriteTable(html, ClassTable(report));
  html.Close();
  OpenSection(html, "table", "In numbers");
  WriteTable(html, ConditionTable(report));
  html.Close();
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
