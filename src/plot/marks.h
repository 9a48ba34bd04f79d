// Signs that charts share. Each says by its shape what its colour says, for readers who see no
// colours and for prints without any.
#pragma once

#include "plot/canvas.h"

namespace supreme {

enum class Fill { kSolid, kHatched };

struct BarStyle {
  Color color;
  Fill fill = Fill::kSolid;
};

void DrawBar(Canvas& canvas, const Box& box, const BarStyle& style);

// An interval along `line`, horizontal or vertical, with caps of `half_cap` to either side. A light
// edge keeps it readable on a bar.
void DrawWhisker(Canvas& canvas, const Segment& line, double half_cap);

// A value from elsewhere, to compare with.
void DrawRing(Canvas& canvas, Point center, double radius);

// "There is no such result."
void DrawCross(Canvas& canvas, Point center, double arm);

}  // namespace supreme
