// Importance behind the traces of an ECG: cells of lead and time, coloured between grid and paper.
#pragma once

#include <cstdint>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct EcgShading {
  size_t rows = 0;  // 12 leads in canonical order, or 1: the same in all leads; 0 = no shading
  size_t columns = 0;
  double start_s = 0.0;  // of the first column, from the first sample
  double column_s = 0.0;
  std::vector<double> values;  // [rows, columns], relative to the largest size among them
  bool is_signed = false;      // positive "for", negative "against"; else only a strength
  // Marked by a bar below the trace: [12, mark_columns] over mark_columns × mark_column_s; may be
  // empty.
  std::vector<uint8_t> marks;
  size_t mark_columns = 0;
  double mark_column_s = 0.0;
};

// Part of one lead on the paper, mm.
struct ShadedStrip {
  size_t lead = 0;
  double first_s = 0.0;
  double last_s = 0.0;
  Box box;  // that these seconds fill
};

// Blue for, orange against (Okabe–Ito, light enough for a black trace), from the paper's own colour
// at 0 in ten steps. Equal neighbours are one box.
void DrawShading(Canvas& canvas, const EcgShading& shading, const ShadedStrip& strip);
void DrawMarks(Canvas& canvas, const EcgShading& shading, const ShadedStrip& strip);

// One line, `left` its left end; about 120 mm long.
void DrawShadingLegend(Canvas& canvas, const EcgShading& shading, Point left);

}  // namespace supreme
