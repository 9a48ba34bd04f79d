#include "plot/chart_frame.h"

#include <utility>

#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kMargin = 12.0;
constexpr double kTitleSize = 14.5;
constexpr double kBold = 1.1;  // times as wide
constexpr double kTitleLine = 19.0;
constexpr double kLegendSize = 11.5;
constexpr double kLegendLine = 19.0;
constexpr double kSampleWidth = 24.0;
constexpr double kSampleHeight = 11.0;
constexpr double kNoteSize = 11.0;
constexpr double kNoteLine = 15.0;
constexpr size_t kMaxTitleLines = 2;
constexpr size_t kMaxNoteLines = 6;

// Letters of mean width that a line holds. EstimateTextWidth is generous, and so is this.
size_t LettersIn(double width, double size) {
  return static_cast<size_t>((width - 2.0 * kMargin) / EstimateTextWidth("x", size));
}

std::vector<std::string> TitleLines(const ChartFrame& frame, double width) {
  return WrapText(frame.title, LettersIn(width, kBold * kTitleSize), kMaxTitleLines);
}

std::vector<std::string> NoteLines(const ChartFrame& frame, double width) {
  std::vector<std::string> lines;
  for (const std::string& note : frame.notes) {
    for (std::string& line : WrapText(note, LettersIn(width, kNoteSize), kMaxNoteLines)) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

// Where each sample stands, by its top left corner; entries flow over several lines.
std::vector<Point> LegendPlaces(const ChartFrame& frame, double width) {
  std::vector<Point> places;
  Point at = {kMargin, 10.0 + kTitleLine * static_cast<double>(TitleLines(frame, width).size())};
  for (const LegendEntry& entry : frame.legend) {
    const double entry_width = kSampleWidth + 6.0 + EstimateTextWidth(entry.name, kLegendSize);
    if (at.x > kMargin && at.x + entry_width > width - kMargin) {
      at = {kMargin, at.y + kLegendLine};
    }
    places.push_back(at);
    at.x += entry_width + 14.0;
  }
  return places;
}

}  // namespace

double HeadHeight(const ChartFrame& frame, double width) {
  const std::vector<Point> places = LegendPlaces(frame, width);
  if (!places.empty()) return places.back().y + kLegendLine + 4.0;
  return 12.0 + kTitleLine * static_cast<double>(TitleLines(frame, width).size());
}

double NotesHeight(const ChartFrame& frame, double width) {
  const std::vector<std::string> lines = NoteLines(frame, width);
  return lines.empty() ? 0.0 : 12.0 + kNoteLine * static_cast<double>(lines.size());
}

void DrawChartFrame(Canvas& canvas, const ChartFrame& frame, const PictureSize& size) {
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  double baseline = kTitleLine;
  for (const std::string& line : TitleLines(frame, size.width)) {
    canvas.DrawText({kMargin, baseline}, line, {theme::kInk, kTitleSize, true});
    baseline += kTitleLine;
  }
  const std::vector<Point> places = LegendPlaces(frame, size.width);
  for (size_t i = 0; i < places.size(); ++i) {
    frame.legend[i].draw(canvas, {places[i], kSampleWidth, kSampleHeight});
    canvas.DrawText({places[i].x + kSampleWidth + 6.0, places[i].y + kSampleHeight - 1.5},
                    frame.legend[i].name, {theme::kInk, kLegendSize});
  }
  baseline = size.height - NotesHeight(frame, size.width) + kNoteLine;
  for (const std::string& line : NoteLines(frame, size.width)) {
    canvas.DrawText({kMargin, baseline}, line, {theme::kMuted, kNoteSize});
    baseline += kNoteLine;
  }
}

}  // namespace supreme
