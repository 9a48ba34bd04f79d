#include "plot/ecg_paper.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

constexpr char kTraceColor[] = "#141820";

// A spike of 1.5 mV every 0.8 s over a little tremor, in all leads.
EcgWindow Spikes() {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    const size_t sample = i % kWindowSamples;
    window.samples_mv[i] = sample % 400 == 100
                               ? 1.5F
                               : static_cast<float>(0.02 * std::sin(static_cast<double>(i) * 0.9));
  }
  window.present.fill(1);
  return window;
}

std::string Render(const EcgWindow& window, EcgLayout layout,
                   PictureFormat format = PictureFormat::kSvg) {
  const EcgPaperOptions options{layout, "Record <1>", "63 years"};
  return RenderPicture(EcgPaperSize(layout), {format, DescribeEcgPaper(window, options)},
                       [&](Canvas& canvas) { DrawEcgPaper(canvas, window, options); });
}

std::vector<SvgPath> Traces(const SvgReader& svg) {
  std::vector<SvgPath> traces;
  for (auto& path : svg.Paths(kTraceColor)) {
    if (path.points.size() > 20) traces.push_back(path);
  }
  return traces;
}

const EcgLayout kLayouts[] = {EcgLayout::k3x4, EcgLayout::k6x2, EcgLayout::k12x1,
                              EcgLayout::kCabrera};

TEST(EcgPaper, OneUnitIsOneMillimetre) {
  const SvgReader svg(Render(Spikes(), EcgLayout::k3x4));
  const PictureSize size = EcgPaperSize(EcgLayout::k3x4);
  EXPECT_DOUBLE_EQ(size.unit_mm, 1.0);
  EXPECT_EQ(svg.root().attribute("width").as_string(), std::to_string(int(size.width)) + "mm");
}

TEST(EcgPaper, TenSecondsAre250Millimetres) {
  const SvgReader svg(Render(Spikes(), EcgLayout::k12x1));
  const auto traces = Traces(svg);
  ASSERT_EQ(traces.size(), 12u);
  for (const auto& trace : traces) {
    EXPECT_NEAR(trace.points.back().x - trace.points.front().x, 4999.0 / 500.0 * 25.0, 0.011);
  }
}

TEST(EcgPaper, SpikesStand20MillimetresApartAnd15High) {
  const SvgReader svg(Render(Spikes(), EcgLayout::k12x1));
  const auto traces = Traces(svg);
  ASSERT_FALSE(traces.empty());
  for (const auto& trace : traces) {
    std::vector<Point> peaks;
    const double baseline = trace.points.front().y;
    for (const auto& point : trace.points) {
      if (baseline - point.y > 10.0) peaks.push_back(point);
    }
    ASSERT_EQ(peaks.size(), 13u);
    for (size_t i = 1; i < peaks.size(); ++i) {
      EXPECT_NEAR(peaks[i].x - peaks[i - 1].x, 20.0, 0.011);
    }
    EXPECT_NEAR(peaks[1].y, peaks[0].y, 0.011);
    EXPECT_NEAR(baseline - peaks[0].y, 15.0, 0.25);
  }
}

TEST(EcgPaper, CalibrationPulseIs10MillimetresHighAnd5Wide) {
  for (const auto layout : kLayouts) {
    const SvgReader svg(Render(Spikes(), layout));
    size_t pulses = 0;
    for (const auto& path : svg.Paths(kTraceColor)) {
      if (path.points.size() != 6) continue;
      ++pulses;
      EXPECT_NEAR(path.points[1].y - path.points[2].y, 10.0, 1e-9);
      EXPECT_NEAR(path.points[3].x - path.points[2].x, 5.0, 1e-9);
    }
    EXPECT_EQ(pulses, layout == EcgLayout::k12x1 ? 12u : layout == EcgLayout::k3x4 ? 4u : 6u);
  }
}

TEST(EcgPaper, GridHasLinesEveryMillimetreAndEveryFive) {
  const SvgReader svg(Render(Spikes(), EcgLayout::k3x4));
  std::vector<double> verticals;
  for (const auto& path : svg.Paths()) {
    if (path.stroke != "#fae2de" && path.stroke != "#f0b8b2") continue;
    for (size_t i = 0; i + 1 < path.points.size(); i += 2) {
      if (path.points[i].x == path.points[i + 1].x) verticals.push_back(path.points[i].x);
    }
  }
  std::sort(verticals.begin(), verticals.end());
  ASSERT_EQ(verticals.size(), 266u);
  for (size_t i = 1; i < verticals.size(); ++i) {
    EXPECT_NEAR(verticals[i] - verticals[i - 1], 1.0, 1e-9);
  }
}

TEST(EcgPaper, LayoutsHoldEveryLeadAndTheScale) {
  for (const auto layout : kLayouts) {
    const SvgReader svg(Render(Spikes(), layout));
    EXPECT_EQ(Traces(svg).size(), layout == EcgLayout::k3x4 ? 13u : 12u);
    for (const auto name : kLeadNames) {
      const bool inverted = layout == EcgLayout::kCabrera && name == "aVR";
      EXPECT_TRUE(svg.HasText((inverted ? "-" : "") + std::string(name))) << name;
    }
    EXPECT_TRUE(svg.HasText("25 mm/s  ·  10 mm/mV"));
    EXPECT_TRUE(svg.HasText("Research use, not for diagnosis"));
    EXPECT_TRUE(svg.HasText("Record <1>"));
  }
}

TEST(EcgPaper, ColumnsOf3x4ShowTheirOwnTime) {
  EcgWindow window = Spikes();
  std::fill(window.samples_mv.begin(), window.samples_mv.end(), 0.0F);
  // One spike of V1 in the third column (5.0 to 7.5 s) and one outside of it.
  window.samples_mv[6 * kWindowSamples + 3000] = 1.0F;
  window.samples_mv[6 * kWindowSamples + 1000] = 1.0F;
  const SvgReader svg(Render(window, EcgLayout::k3x4));
  std::vector<Point> peaks;
  for (const auto& path : svg.Paths(kTraceColor)) {
    if (path.points.size() == 6) continue;
    for (size_t i = 1; i + 1 < path.points.size(); ++i) {
      if (path.points[i].y < path.points[i - 1].y - 9.0) peaks.push_back(path.points[i]);
    }
  }
  ASSERT_EQ(peaks.size(), 1u);
  const double trace_left = 6.0 + 10.0;
  EXPECT_NEAR(peaks[0].x, trace_left + 3000.0 / 500.0 * 25.0, 0.011);
}

TEST(EcgPaper, SaysWhichLeadsAreMissingOrFlat) {
  EcgWindow window = Spikes();
  window.present[11] = 0;
  window.flat[3] = 1;
  const SvgReader svg(Render(window, EcgLayout::k6x2));
  EXPECT_TRUE(svg.HasText("not recorded"));
  EXPECT_TRUE(svg.HasText("flat"));
  EXPECT_EQ(Traces(svg).size(), 11u);
  const std::string words = svg.root().attribute("aria-label").as_string();
  EXPECT_NE(words.find("V6 was not recorded"), std::string::npos);
  EXPECT_NE(words.find("aVR is flat"), std::string::npos);
}

TEST(EcgPaper, SvgStaysSmall) {
  EcgWindow noisy = Spikes();
  uint32_t state = 1;
  for (float& sample : noisy.samples_mv) {
    state = state * 1664525U + 1013904223U;
    sample += static_cast<float>(state >> 8) / 16777216.0F * 0.2F;
  }
  EXPECT_LT(Render(noisy, EcgLayout::k3x4).size(), 150'000u);
  EXPECT_LT(Render(noisy, EcgLayout::k12x1).size(), 300'000u);
}

TEST(EcgPaper, StaysOnThePaperAndSkipsWhatIsNoNumber) {
  EcgWindow window = Spikes();
  window.samples_mv[100] = 1e9F;
  window.samples_mv[200] = -1e30F;
  window.samples_mv[300] = std::numeric_limits<float>::quiet_NaN();
  window.samples_mv[301] = std::numeric_limits<float>::infinity();
  const SvgReader svg(Render(window, EcgLayout::k3x4));
  const PictureSize size = EcgPaperSize(EcgLayout::k3x4);
  EXPECT_EQ(Traces(svg).size(), 14u) << "lead I in two parts";
  for (const auto& trace : Traces(svg)) {
    for (const auto& point : trace.points) {
      EXPECT_GE(point.y, 0.0);
      EXPECT_LE(point.y, size.height);
    }
  }
}

TEST(EcgPaper, RefusesAWindowOfAnotherShape) {
  EcgWindow window = Spikes();
  window.samples_mv.pop_back();
  EXPECT_THROW(Render(window, EcgLayout::k3x4), Error);
}

TEST(EcgPaper, LayoutWordsReadBack) {
  const auto names = EcgLayoutNames();
  ASSERT_EQ(names.size(), 4u);
  EXPECT_EQ(ParseEcgLayout("3x4+rhythm"), EcgLayout::k3x4);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(ParseEcgLayout(names[i]), kLayouts[i]);
  EXPECT_THROW(ParseEcgLayout("4x3"), Error);
}

// One spike of 1 mV in aVR and nothing else: it points down in the Cabrera sequence, whose limb
// leads stand in the order of their angles.
TEST(EcgPaper, CabreraTurnsAvrAndOrdersTheLimbLeads) {
  EcgWindow window = Spikes();
  std::fill(window.samples_mv.begin(), window.samples_mv.end(), 0.0F);
  for (size_t lead = 0; lead < 6; ++lead) {
    window.samples_mv[lead * kWindowSamples + 500] = 0.1F * static_cast<float>(lead + 1);
  }
  const SvgReader svg(Render(window, EcgLayout::kCabrera));
  std::vector<double> heights;  // of the spikes, from top to bottom
  for (const auto& path : svg.Paths(kTraceColor)) {
    if (path.points.size() == 6) continue;
    for (size_t i = 1; i + 1 < path.points.size(); ++i) {
      const double height = path.points[i - 1].y - path.points[i].y;
      if (std::abs(height) > 0.5 && path.points[i].y != path.points[i + 1].y &&
          std::abs(path.points[i + 1].y - path.points[i - 1].y) < 0.01) {
        heights.push_back(height);
      }
    }
  }
  ASSERT_EQ(heights.size(), 6u);
  const double expected[] = {5, 1, -4, 2, 6, 3};  // aVL, I, -aVR, II, aVF, III in mm
  for (size_t i = 0; i < 6; ++i) EXPECT_NEAR(heights[i], expected[i], 0.011);
}

TEST(EcgPaper, StripsShowTheirLeadsAndTheMark) {
  const auto draw = [](const EcgStripsOptions& options) {
    return RenderPicture(EcgStripsSize(options.leads.size()), {PictureFormat::kSvg, "strips"},
                         [&](Canvas& canvas) { DrawEcgStrips(canvas, Spikes(), options); });
  };
  const SvgReader svg(draw({{4, 11}, "Record 1", "what is wrong", 1000, 2000}));
  EXPECT_EQ(Traces(svg).size(), 2u);
  EXPECT_TRUE(svg.HasText("aVL"));
  EXPECT_TRUE(svg.HasText("V6"));
  EXPECT_FALSE(svg.HasText("II"));
  const std::string marked = draw({{4}, "", "", 1000, 2000});
  EXPECT_NE(marked.find("#ffe28c"), std::string::npos);
  EXPECT_EQ(draw({{4}, "", ""}).find("#ffe28c"), std::string::npos);
  EXPECT_THROW(draw({{}, "", ""}), Error);
}

}  // namespace
}  // namespace supreme
