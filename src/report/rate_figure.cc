#include "report/rate_figure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/error.h"
#include "plot/line_chart.h"
#include "plot/theme.h"
#include "train/rate_curve.h"

namespace supreme {
namespace {

// The end of a sweep, where the loss explodes, would press all else flat: it is cut off there.
constexpr double kShownFactor = 1.5;

Series CurveOf(const std::string& name, const Color& color, const std::vector<RatePoint>& points) {
  Series series{name, color, {}};
  for (const RatePoint& point : points) {
    if (std::isfinite(point.loss)) series.points.push_back({std::log10(point.rate), point.loss});
  }
  return series;
}

std::string Title(const std::vector<RatePoint>& points) {
  const auto suggestion = SuggestRate(points);
  if (!suggestion) return "Loss: no fall";
  char text[64];
  std::snprintf(text, sizeof text, "Loss; falls fastest at rate %.1e", suggestion->steepest);
  return text;
}

}  // namespace

std::string DrawRateFigure(const std::filesystem::path& csv, PictureFormat format) {
  std::vector<RatePoint> points = ReadRateCsv(csv);
  const std::string title = Title(points);
  const auto first = std::find_if(points.begin(), points.end(),
                                  [](const RatePoint& point) { return std::isfinite(point.loss); });
  if (first == points.end()) throw Error(ErrorCode::kCorruptData, "no finite loss", csv.string());
  const double highest = kShownFactor * first->loss;
  for (RatePoint& point : points) point.loss = std::min(point.loss, highest);
  LineChart chart;
  chart.x_name = "learning rate";
  chart.log_x = true;
  chart.panels.push_back({title,
                          {CurveOf("of each batch", theme::kReference, points),
                           CurveOf("smoothed", theme::kSeen, SmoothRates(points))}});
  return RenderPicture(LineChartSize(chart), {format, DescribeLineChart(chart)},
                       [&](Canvas& canvas) { DrawLineChart(canvas, chart); });
}

}  // namespace supreme
