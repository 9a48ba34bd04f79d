// A 12-lead ECG as cardiologists know it: 25 mm/s, 10 mm/mV, 1 mm and 5 mm grid, calibration pulse
// of 1 mV and 0.2 s (recommendations for the standardization of the ECG, part I, Circulation
// 2007;115:1306, doi:10.1161/CIRCULATIONAHA.106.180200). One unit of the picture is 1 mm, so a PDF
// or a print at 100 % has the true scale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plot/canvas.h"
#include "plot/ecg_shading.h"
#include "signal/window.h"

namespace supreme {

inline constexpr double kPaperMmPerSec = 25.0;
inline constexpr double kPaperMmPerMv = 10.0;

enum class EcgLayout {
  k3x4,   // four columns of 2.5 s, and lead II over 10 s below
  k6x2,   // two columns of 5 s
  k12x1,  // every lead over 10 s
  // As 6x2, the limb leads in the order of their angles: aVL, I, -aVR, II, aVF, III (Cabrera 1944).
  kCabrera,
};

// "3x4" (also "3x4+rhythm", which it is), "6x2", "12x1", "cabrera"; kUsage for other words.
EcgLayout ParseEcgLayout(std::string_view word);
std::vector<std::string> EcgLayoutNames();
// The names and "3x4+rhythm": what a person may type.
std::vector<std::string> EcgLayoutWords();

struct EcgPaperOptions {
  EcgLayout layout = EcgLayout::k3x4;
  std::string title;     // e.g. the record id
  std::string subtitle;  // e.g. age and sex
  EcgShading shading{};  // behind the traces, with a legend below; none unless it has rows
};

PictureSize EcgPaperSize(EcgLayout layout);

// Leads that were not recorded are named, with a dashed line; a flat lead is marked. The trace
// stops at the edge of the paper and where samples are not finite.
void DrawEcgPaper(Canvas& canvas, const EcgWindow& window, const EcgPaperOptions& options);

// What DrawEcgPaper shows, in one sentence.
std::string DescribeEcgPaper(const EcgWindow& window, const EcgPaperOptions& options);

// Some leads over 10 s each, one below the other, on the same paper: to point at something.
struct EcgStripsOptions {
  std::vector<size_t> leads;  // canonical indices, one to twelve (kInternal otherwise)
  std::string title;
  std::string subtitle;
  // Samples of the window behind which the paper is coloured; none when they are equal.
  size_t mark_begin = 0;
  size_t mark_end = 0;
};

PictureSize EcgStripsSize(size_t lead_count);
void DrawEcgStrips(Canvas& canvas, const EcgWindow& window, const EcgStripsOptions& options);

}  // namespace supreme
