#include "eval/scores_figure.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "plot/theme.h"
#include "stats/curves.h"

namespace supreme {
namespace {

constexpr size_t kGridPoints = 201;
constexpr Color kClassColor = {178, 186, 194, "reference"};  // many thin curves

// The curve of one class as it is drawn, and its heights at equal distances.
struct ClassCurve {
  std::vector<Point> points;
  std::vector<double> grid;
};

double GridX(size_t i) { return static_cast<double>(i) / static_cast<double>(kGridPoints - 1); }

// Height of a rising polyline at x; the top where it rises upright.
double HeightAt(const std::vector<Point>& points, double x) {
  const auto after =
      std::ranges::upper_bound(points, x, {}, [](const Point& point) { return point.x; });
  if (after == points.begin()) return points.front().y;
  const Point& left = *std::prev(after);
  if (after == points.end() || left.x == x) return left.y;
  return left.y + (after->y - left.y) * (x - left.x) / (after->x - left.x);
}

ClassCurve RocOf(std::span<const DecisionStep> steps) {
  ClassCurve curve{{{0.0, 0.0}}, {}};
  const auto positives = static_cast<double>(steps.back().true_positives);
  const auto negatives = static_cast<double>(steps.back().false_positives);
  for (const DecisionStep& step : steps) {
    curve.points.push_back({static_cast<double>(step.false_positives) / negatives,
                            static_cast<double>(step.true_positives) / positives});
  }
  for (size_t i = 0; i < kGridPoints; ++i) curve.grid.push_back(HeightAt(curve.points, GridX(i)));
  return curve;
}

// Precision at the threshold that first reaches a sensitivity.
ClassCurve PrecisionOf(std::span<const DecisionStep> steps) {
  ClassCurve curve;
  const auto positives = static_cast<double>(steps.back().true_positives);
  for (const DecisionStep& step : steps) {
    const auto hits = static_cast<double>(step.true_positives);
    curve.points.push_back(
        {hits / positives, hits / (hits + static_cast<double>(step.false_positives))});
  }
  size_t next = 0;
  for (size_t i = 0; i < kGridPoints; ++i) {
    while (curve.points[next].x < GridX(i) && next + 1 < curve.points.size()) ++next;
    curve.grid.push_back(curve.points[next].y);
  }
  return curve;
}

using CurveFunction = ClassCurve (*)(std::span<const DecisionStep>);

struct Style {
  Color color;
  bool dashed = false;
};

Style StyleOf(size_t system) {
  return system == 0 ? Style{theme::kSeen, false} : Style{theme::kUnseen, true};
}

// Thin class curves first, so that the mean lies on top.
void AddCurves(const FigureSystem& system, const Style& style, bool with_classes,
               CurveFunction make, CurvePanel& panel) {
  std::vector<double> mean(kGridPoints, 0.0);
  size_t count = 0;
  for (size_t c = 0; c < system.result->classes.size(); ++c) {
    if (!system.result->classes[c].Defined()) continue;
    const auto steps = DecisionSteps(system.data->scores[c], system.data->positive[c]);
    const ClassCurve curve = make(steps);
    for (size_t i = 0; i < kGridPoints; ++i) mean[i] += curve.grid[i];
    ++count;
    if (with_classes)
      panel.curves.push_back({"single classes", kClassColor, 0.9, false, false, curve.points});
  }
  if (count == 0) return;
  Curve curve{"", style.color, 2.6, style.dashed, false, {}};
  const auto& macro = system.result->macro;
  curve.name =
      system.name + ": mean of " + std::to_string(count) + (count == 1 ? " class" : " classes");
  if (macro.auroc.value && macro.class_count == count) {
    curve.name += ", AUC " + FormatFixed(*macro.auroc.value, 3) + ", AP " +
                  FormatFixed(macro.average_precision.value.value_or(0.0), 3);
  }
  for (size_t i = 0; i < kGridPoints; ++i) {
    curve.points.push_back({GridX(i), mean[i] / static_cast<double>(count)});
  }
  panel.curves.push_back(std::move(curve));
}

void AddReliability(const FigureSystem& system, const Style& style, CurvePanel& panel) {
  Curve curve{"", style.color, 2.0, style.dashed, true, {}};
  for (const ReliabilityBin& bin : system.result->bins) {
    if (bin.record_count > 0) curve.points.push_back({bin.mean_probability, bin.positive_share});
  }
  panel.curves.push_back(std::move(curve));
}

}  // namespace

CurveChart MakeScoresFigure(const std::string& title, std::span<const FigureSystem> systems) {
  SUPREME_CHECK(systems.size() == 1 || systems.size() == 2);
  CurveChart chart;
  chart.title = title;
  CurvePanel roc{"ROC", "1 - specificity", "sensitivity", {}, true};
  CurvePanel precision{"Precision and recall", "sensitivity (recall)", "precision", {}, false};
  CurvePanel reliability{"Reliability", "probability", "share of positives", {}, true};
  for (size_t i = 0; i < systems.size(); ++i) {
    const bool with_classes = systems.size() == 1;
    AddCurves(systems[i], StyleOf(i), with_classes, RocOf, roc);
    AddCurves(systems[i], StyleOf(i), with_classes, PrecisionOf, precision);
    if (!systems[i].result->bins.empty()) AddReliability(systems[i], StyleOf(i), reliability);
  }
  chart.panels = {std::move(roc), std::move(precision)};
  if (!reliability.curves.empty()) chart.panels.push_back(std::move(reliability));
  return chart;
}

}  // namespace supreme
