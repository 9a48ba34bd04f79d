#include "train/rate_curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kDivergedFactor = 4.0;
constexpr size_t kNeighbours = 3;
constexpr size_t kMinPoints = 10;
constexpr double kMinFall = 0.01;
constexpr size_t kMaxPoints = 1'000'000;

}  // namespace

double SweepRate(const RateRange& range, int64_t step, int64_t steps) {
  const double share = static_cast<double>(step) / static_cast<double>(steps - 1);
  return range.lowest * std::pow(range.highest / range.lowest, share);
}

bool Diverged(const std::vector<RatePoint>& points) {
  if (points.empty()) return false;
  if (!std::isfinite(points.back().loss)) return true;
  double lowest = std::numeric_limits<double>::infinity();
  for (const RatePoint& point : points) lowest = std::min(lowest, point.loss);
  return points.back().loss > kDivergedFactor * lowest;
}

std::vector<RatePoint> SmoothRates(const std::vector<RatePoint>& points) {
  std::vector<RatePoint> finite;
  for (const RatePoint& point : points) {
    if (std::isfinite(point.loss)) finite.push_back(point);
  }
  std::vector<RatePoint> smooth = finite;
  for (size_t i = 0; i < finite.size(); ++i) {
    // As many on both sides, so that a slope is not bent at the ends.
    const size_t reach = std::min({kNeighbours, i, finite.size() - 1 - i});
    double sum = 0.0;
    for (size_t k = i - reach; k <= i + reach; ++k) sum += finite[k].loss;
    smooth[i].loss = sum / static_cast<double>(2 * reach + 1);
  }
  return smooth;
}

std::optional<RateSuggestion> SuggestRate(const std::vector<RatePoint>& points) {
  const std::vector<RatePoint> smooth = SmoothRates(points);
  if (smooth.size() < kMinPoints) return std::nullopt;
  const auto lowest = std::min_element(
      smooth.begin(), smooth.end(),
      [](const RatePoint& left, const RatePoint& right) { return left.loss < right.loss; });
  if (lowest->loss > (1.0 - kMinFall) * smooth.front().loss) return std::nullopt;
  RateSuggestion suggestion{lowest->rate, lowest->rate};
  double steepest_slope = 0.0;
  for (auto point = smooth.begin() + 1; point < lowest; ++point) {
    const double slope =
        ((point + 1)->loss - (point - 1)->loss) / std::log((point + 1)->rate / (point - 1)->rate);
    if (slope < steepest_slope) {
      steepest_slope = slope;
      suggestion.steepest = point->rate;
    }
  }
  return suggestion;
}

std::string RateCsv(const std::vector<RatePoint>& points) {
  const std::vector<RatePoint> smooth = SmoothRates(points);
  std::string csv = CsvLine({"step", "learning_rate", "loss", "smoothed_loss"});
  size_t finite = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    const bool is_finite = std::isfinite(points[i].loss);
    csv += CsvLine({std::to_string(i + 1), FormatDouble(points[i].rate),
                    is_finite ? FormatDouble(points[i].loss) : "",
                    is_finite ? FormatDouble(smooth[finite].loss) : ""});
    if (is_finite) ++finite;
  }
  return csv;
}

std::vector<RatePoint> ReadRateCsv(const std::filesystem::path& path) {
  CsvReader reader = CsvReader::Open(path);
  std::vector<RatePoint> points;
  while (reader.Next() && points.size() < kMaxPoints) {
    const auto rate = ParseDouble(reader["learning_rate"]);
    if (!rate || *rate <= 0.0 || (!points.empty() && *rate <= points.back().rate)) {
      throw Error(ErrorCode::kCorruptData, "learning rates must be above 0 and rise",
                  reader.Where());
    }
    const std::string& text = reader["loss"];
    const auto loss = text.empty() ? std::numeric_limits<double>::quiet_NaN() : ParseDouble(text);
    if (!loss) {
      throw Error(ErrorCode::kCorruptData, "\"" + text + "\" is no number", reader.Where());
    }
    points.push_back({*rate, *loss});
  }
  return points;
}

}  // namespace supreme
