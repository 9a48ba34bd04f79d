#include "plot/ecg_paper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>

#include "core/error.h"
#include "plot/markup.h"
#include "plot/theme.h"
#include "plot/thin.h"

namespace supreme {
namespace {

// All lengths in mm.
constexpr double kMargin = 6.0;
constexpr double kHeader = 15.0;
constexpr double kFooter = 8.0;
constexpr double kLargeSquare = 5.0;
constexpr double kHeadroom = 10.0;  // above the first row, for tall R waves
constexpr double kLeadOut = 5.0;
constexpr double kTraceWidth = kWindowSamples / kWindowRateHz * kPaperMmPerSec;
constexpr double kMmPerSample = kPaperMmPerSec / kWindowRateHz;
constexpr double kThinColumn = 0.2;  // 8 ms, about a pixel of a 1,400 pixel wide picture
constexpr size_t kRhythmLead = 1;    // II
constexpr size_t kAvr = 3;
constexpr std::string_view kRhythmWord = "3x4+rhythm";  // what 3x4 is
constexpr double kMinMarkWidth = 1.0;

constexpr std::array<size_t, kLeadCount> kUsualOrder = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr std::array<size_t, kLeadCount> kCabreraOrder = {4, 0, 3, 1, 5, 2, 6, 7, 8, 9, 10, 11};

struct Layout {
  const char* name;
  size_t rows;  // without the rhythm strip
  size_t columns;
  bool rhythm_strip;
  double row_height;
  double baseline;      // below the top of a row
  double lead_in;       // left of the trace: room for the calibration pulse
  bool names_in_front;  // low rows have no room for the lead's name above the trace
  const size_t* leads;  // column by column
  bool inverts_avr;
};

constexpr Layout kLayouts[] = {
    {"3x4", 3, 4, true, 30.0, 15.0, 10.0, false, kUsualOrder.data(), false},
    {"6x2", 6, 2, false, 25.0, 15.0, 10.0, false, kUsualOrder.data(), false},
    {"12x1", 12, 1, false, 15.0, 10.0, 20.0, true, kUsualOrder.data(), false},
    {"cabrera", 6, 2, false, 25.0, 15.0, 10.0, false, kCabreraOrder.data(), true}};

const Layout& LayoutOf(EcgLayout layout) { return kLayouts[static_cast<size_t>(layout)]; }

Layout StripsLayout(size_t lead_count, const size_t* leads) {
  return {"", lead_count, 1, false, 30.0, 17.0, 10.0, false, leads, false};
}

size_t RowCount(const Layout& layout) { return layout.rows + (layout.rhythm_strip ? 1 : 0); }

Box GridBox(const Layout& layout) {
  return {{kMargin, kHeader},
          layout.lead_in + kTraceWidth + kLeadOut,
          kHeadroom + static_cast<double>(RowCount(layout)) * layout.row_height};
}

void DrawGrid(Canvas& canvas, const Box& box) {
  std::vector<Segment> small, large;
  const double right = box.corner.x + box.width, bottom = box.corner.y + box.height;
  const auto add = [&](int mm, const Segment& line) {
    (mm % static_cast<int>(kLargeSquare) == 0 ? large : small).push_back(line);
  };
  for (int mm = 0; mm <= static_cast<int>(box.width); ++mm) {
    const double x = box.corner.x + mm;
    add(mm, {{x, box.corner.y}, {x, bottom}});
  }
  for (int mm = 0; mm <= static_cast<int>(box.height); ++mm) {
    const double y = box.corner.y + mm;
    add(mm, {{box.corner.x, y}, {right, y}});
  }
  canvas.DrawSegments(small, {theme::kPaperSmall, 0.12});
  canvas.DrawSegments(large, {theme::kPaperLarge, 0.2});
}

// 1 mV high and 0.2 s wide.
void DrawCalibrationPulse(Canvas& canvas, double left, double baseline) {
  const double rise = left + 2.5, fall = rise + 0.2 * kPaperMmPerSec;
  const double top = baseline - kPaperMmPerMv;
  const std::array<Point, 6> pulse = {
      Point{left + 1.0, baseline}, Point{rise, baseline},      Point{rise, top}, Point{fall, top},
      Point{fall, baseline},       Point{fall + 1.5, baseline}};
  canvas.DrawPolyline(pulse, {theme::kTrace, 0.3});
}

// Part of one lead on the paper.
struct Strip {
  size_t lead = 0;
  size_t first_sample = 0;
  size_t sample_count = 0;
  double left = 0.0;
  double baseline = 0.0;
  Point name;  // where the lead's name stands
  bool inverted = false;
  double top = 0.0;
  double height = 0.0;
};

ShadedStrip Shaded(const Strip& strip) {
  const auto first = static_cast<double>(strip.first_sample);
  const auto count = static_cast<double>(strip.sample_count);
  return {strip.lead,
          first / kWindowRateHz,
          (first + count) / kWindowRateHz,
          {{strip.left, strip.top}, count * kMmPerSample, strip.height}};
}

void DrawTrace(Canvas& canvas, std::span<const float> samples_mv, const Strip& strip,
               const Box& grid) {
  std::vector<Point> points;
  const auto flush = [&] {
    canvas.DrawPolyline(ThinPolyline(points, kThinColumn), {theme::kTrace, 0.3});
    points.clear();
  };
  for (size_t i = 0; i < strip.sample_count; ++i) {
    const double sample = samples_mv[strip.first_sample + i];
    const double mv = strip.inverted ? -sample : sample;
    if (!std::isfinite(mv)) {
      flush();
      continue;
    }
    const double y =
        std::clamp(strip.baseline - mv * kPaperMmPerMv, grid.corner.y, grid.corner.y + grid.height);
    points.push_back({strip.left + static_cast<double>(i) * kMmPerSample, y});
  }
  flush();
}

void DrawStrip(Canvas& canvas, const EcgWindow& window, const Strip& strip, const Box& grid) {
  const bool present = window.present[strip.lead] != 0;
  const bool flat = present && window.flat[strip.lead] != 0;
  const Color& color = present && !flat ? theme::kPaperText : theme::kPaperAlert;
  if (present) {
    const auto samples = std::span<const float>(window.samples_mv)
                             .subspan(strip.lead * kWindowSamples, kWindowSamples);
    DrawTrace(canvas, samples, strip, grid);
  } else {
    const double length = static_cast<double>(strip.sample_count) * kMmPerSample;
    const Segment line = {{strip.left, strip.baseline}, {strip.left + length, strip.baseline}};
    canvas.DrawSegments({&line, 1}, {color, 0.3, true});
  }
  const std::string name = (strip.inverted ? "-" : "") + std::string(kLeadNames[strip.lead]);
  canvas.DrawText(strip.name, name, {color, 3.6, true});
  if (!present || flat) {
    canvas.DrawText({strip.left + 1.2, strip.baseline - 2.0}, present ? "flat" : "not recorded",
                    {color, 3.4});
  }
}

std::vector<Strip> Strips(const Layout& layout, const Box& grid) {
  const double trace_left = grid.corner.x + layout.lead_in;
  std::vector<Strip> strips;
  for (size_t row = 0; row < RowCount(layout); ++row) {
    const double top = grid.corner.y + kHeadroom + static_cast<double>(row) * layout.row_height;
    const double baseline = top + layout.baseline;
    const bool rhythm = row == layout.rows;
    const size_t columns = rhythm ? 1 : layout.columns;
    const size_t samples = kWindowSamples / columns;
    for (size_t column = 0; column < columns; ++column) {
      const size_t first = column * samples;
      const double left = trace_left + static_cast<double>(first) * kMmPerSample;
      const Point name = layout.names_in_front ? Point{grid.corner.x + 1.5, baseline - 3.0}
                                               : Point{left + 1.2, baseline - 9.0};
      const size_t lead = rhythm ? kRhythmLead : layout.leads[column * layout.rows + row];
      const bool inverted = layout.inverts_avr && lead == kAvr;
      strips.push_back(
          {lead, first, samples, left, baseline, name, inverted, top, layout.row_height});
    }
  }
  return strips;
}

void DrawRows(Canvas& canvas, const EcgWindow& window, const Layout& layout, const Box& grid) {
  std::vector<Segment> marks;
  for (const Strip& strip : Strips(layout, grid)) {
    if (strip.first_sample == 0) DrawCalibrationPulse(canvas, strip.left - 10.0, strip.baseline);
    DrawStrip(canvas, window, strip, grid);
    if (strip.first_sample == 0) continue;
    marks.push_back({{strip.left, strip.baseline - 12.0}, {strip.left, strip.baseline - 8.5}});
  }
  canvas.DrawSegments(marks, {theme::kTrace, 0.3});
}

void CheckShape(const EcgWindow& window) {
  if (window.samples_mv.size() == kLeadCount * kWindowSamples) return;
  throw Error(ErrorCode::kInvalidInput, "the window does not hold 12 leads of 5000 samples",
              "drawing an ECG");
}

// Titles, shading, grid and footer; `draw` draws the traces.
void DrawSheet(Canvas& canvas, const Layout& layout, const EcgPaperOptions& words,
               const std::function<void(const Box& grid)>& draw) {
  const Box grid = GridBox(layout);
  const double right = grid.corner.x + grid.width;
  canvas.FillBox({{0.0, 0.0}, grid.width + 2.0 * kMargin, kHeader + grid.height + kFooter},
                 theme::kPaper);
  canvas.FillBox(grid, theme::kPaper);
  if (words.shading.rows > 0) {
    for (const Strip& strip : Strips(layout, grid)) {
      DrawShading(canvas, words.shading, Shaded(strip));
    }
  }
  DrawGrid(canvas, grid);
  canvas.DrawText({kMargin, 9.5}, ShortenText(words.title, 70), {theme::kPaperText, 5.0, true});
  canvas.DrawText({right, 9.5}, ShortenText(words.subtitle, 60),
                  {theme::kPaperMuted, 3.8, false, Align::kRight});
  draw(grid);
  const double footer = grid.corner.y + grid.height + 5.2;
  canvas.DrawText({kMargin, footer}, "25 mm/s  ·  10 mm/mV", {theme::kPaperMuted, 3.4});
  if (words.shading.rows > 0) {
    for (const Strip& strip : Strips(layout, grid)) {
      DrawMarks(canvas, words.shading, Shaded(strip));
    }
    DrawShadingLegend(canvas, words.shading, {kMargin + 48.0, footer});
  }
  canvas.DrawText({right, footer}, "Research use, not for diagnosis",
                  {theme::kPaperMuted, 3.4, false, Align::kRight});
}

PictureSize SizeOf(const Layout& layout) {
  const Box grid = GridBox(layout);
  return {grid.width + 2.0 * kMargin, kHeader + grid.height + kFooter, 1.0};
}

}  // namespace

EcgLayout ParseEcgLayout(std::string_view word) {
  if (word == kRhythmWord) return EcgLayout::k3x4;
  const auto names = EcgLayoutNames();
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) {
    throw Error(ErrorCode::kUsage, "unknown ECG layout \"" + std::string(word) + "\"", "",
                "3x4, 6x2, 12x1 or cabrera");
  }
  return static_cast<EcgLayout>(found - names.begin());
}

std::vector<std::string> EcgLayoutNames() {
  std::vector<std::string> names;
  for (const Layout& layout : kLayouts) names.emplace_back(layout.name);
  return names;
}

std::vector<std::string> EcgLayoutWords() {
  std::vector<std::string> words = EcgLayoutNames();
  words.emplace_back(kRhythmWord);
  return words;
}

PictureSize EcgPaperSize(EcgLayout layout) { return SizeOf(LayoutOf(layout)); }

void DrawEcgPaper(Canvas& canvas, const EcgWindow& window, const EcgPaperOptions& options) {
  CheckShape(window);
  const Layout& layout = LayoutOf(options.layout);
  DrawSheet(canvas, layout, options,
            [&](const Box& grid) { DrawRows(canvas, window, layout, grid); });
}

PictureSize EcgStripsSize(size_t lead_count) {
  return SizeOf(StripsLayout(lead_count, kUsualOrder.data()));
}

void DrawEcgStrips(Canvas& canvas, const EcgWindow& window, const EcgStripsOptions& options) {
  CheckShape(window);
  SUPREME_CHECK(!options.leads.empty() && options.leads.size() <= kLeadCount);
  const Layout layout = StripsLayout(options.leads.size(), options.leads.data());
  const EcgPaperOptions words{EcgLayout::k12x1, options.title, options.subtitle, {}};
  DrawSheet(canvas, layout, words, [&](const Box& grid) {
    const size_t end = std::min(options.mark_end, kWindowSamples);
    if (options.mark_begin < end) {
      const double left =
          grid.corner.x + layout.lead_in + static_cast<double>(options.mark_begin) * kMmPerSample;
      const double width = static_cast<double>(end - options.mark_begin) * kMmPerSample;
      const double margin = std::max(0.0, kMinMarkWidth - width) / 2.0;
      canvas.FillBox({{left - margin, grid.corner.y}, width + 2.0 * margin, grid.height},
                     theme::kPaperMark);
    }
    DrawRows(canvas, window, layout, grid);
  });
}

std::string DescribeEcgPaper(const EcgWindow& window, const EcgPaperOptions& options) {
  std::string text = "12-lead ECG";
  if (!options.title.empty()) text += " of " + ShortenText(options.title, 70);
  text += ", 10 seconds, 25 mm/s, 10 mm/mV";
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const std::string name(kLeadNames[lead]);
    if (window.present[lead] == 0) {
      text += "; lead " + name + " was not recorded";
    } else if (window.flat[lead] != 0) {
      text += "; lead " + name + " is flat";
    }
  }
  if (options.shading.rows > 0) {
    text += options.shading.rows == 1 ? "; shaded by how much each time counts for the answer"
                                      : "; shaded by how much each lead and time counts for the "
                                        "answer";
  }
  return text + ".";
}

}  // namespace supreme
