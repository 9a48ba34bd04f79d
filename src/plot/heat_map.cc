#include "plot/heat_map.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kMargin = 12.0;
constexpr double kTitleHeight = 34.0;
constexpr double kHeadHeight = 30.0;
constexpr double kCellWidth = 92.0;
constexpr double kCellHeight = 40.0;
constexpr double kTextSize = 12.0;
constexpr size_t kMaxLetters = 24;

double NameWidth(const HeatMap& map) {
  double width = 40.0;
  for (const std::string& name : map.row_names) {
    width = std::max(width, EstimateTextWidth(ShortenText(name, kMaxLetters), kTextSize));
  }
  return width + 12.0;
}

// The squares keep their colours on a dark page, so that the numbers on them stay readable.
Color Shade(double share) {
  const auto mix = [share](double light, double dark) {
    return static_cast<uint8_t>(std::lround(light + (dark - light) * share));
  };
  return {mix(243, 0), mix(247, 82), mix(250, 136)};
}

}  // namespace

PictureSize HeatMapSize(const HeatMap& map) {
  const double width =
      2.0 * kMargin + NameWidth(map) + kCellWidth * static_cast<double>(map.column_names.size());
  const double title = EstimateTextWidth(ShortenText(map.title, 90), 14.0) + 2.0 * kMargin;
  return {std::max(width, title), kTitleHeight + kHeadHeight +
                                      kCellHeight * static_cast<double>(map.row_names.size()) +
                                      kMargin};
}

void DrawHeatMap(Canvas& canvas, const HeatMap& map) {
  SUPREME_CHECK(map.counts.size() == map.row_names.size() * map.column_names.size());
  const PictureSize size = HeatMapSize(map);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 22.0}, ShortenText(map.title, 90), {theme::kInk, 14.0, true});
  const double left = kMargin + NameWidth(map), top = kTitleHeight + kHeadHeight;
  uint64_t largest = 1;
  for (const uint64_t count : map.counts) largest = std::max(largest, count);
  for (size_t column = 0; column < map.column_names.size(); ++column) {
    canvas.DrawText({left + kCellWidth * (static_cast<double>(column) + 0.5), top - 9.0},
                    ShortenText(map.column_names[column], 14),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  for (size_t row = 0; row < map.row_names.size(); ++row) {
    const double y = top + kCellHeight * static_cast<double>(row);
    canvas.DrawText({left - 10.0, y + kCellHeight / 2.0 + 4.0},
                    ShortenText(map.row_names[row], kMaxLetters),
                    {theme::kInk, kTextSize, false, Align::kRight});
    for (size_t column = 0; column < map.column_names.size(); ++column) {
      const uint64_t count = map.counts[row * map.column_names.size() + column];
      const double share = std::sqrt(static_cast<double>(count) / static_cast<double>(largest));
      const double x = left + kCellWidth * static_cast<double>(column);
      canvas.FillBox({{x + 1.0, y + 1.0}, kCellWidth - 2.0, kCellHeight - 2.0}, Shade(share));
      const Color ink = share > 0.55 ? Color{255, 255, 255} : Color{31, 41, 51};
      canvas.DrawText({x + kCellWidth / 2.0, y + kCellHeight / 2.0 + 4.5}, std::to_string(count),
                      {ink, 13.0, false, Align::kCenter});
    }
  }
}

std::string DescribeHeatMap(const HeatMap& map) {
  uint64_t largest = 0;
  for (const uint64_t count : map.counts) largest = std::max(largest, count);
  return "Heat map: " + map.title + ", " + std::to_string(map.row_names.size()) + " rows and " +
         std::to_string(map.column_names.size()) + " columns, the largest count is " +
         std::to_string(largest) + ". The numbers stand in the squares.";
}

}  // namespace supreme
