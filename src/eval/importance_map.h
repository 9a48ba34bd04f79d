// How much each lead and time of an ECG counts for one answer.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "plot/ecg_shading.h"
#include "signal/leads.h"

namespace supreme {

struct ImportanceMap {
  // 12 leads in canonical order, or 1: the method tells times apart, but not leads.
  size_t rows = kLeadCount;
  size_t columns = 0;
  double start_s = 0.0;   // where the first column begins; may lie before the first sample
  double column_s = 0.0;  // width of a column
  // [rows, columns]. Signed maps: positive speaks for the answer, negative against it. Others: 0
  // and more.
  std::vector<double> values;
  bool is_signed = false;

  bool is_band() const { return rows == 1; }
  double at(size_t row, size_t column) const { return values[row * columns + column]; }
};

// Cells of equal length in which maps of all kinds are compared: 12 leads × `columns` over
// `duration_s` from the first sample.
struct CellGrid {
  size_t columns = 0;
  double duration_s = 0.0;

  size_t cell_count() const { return kLeadCount * columns; }
  double column_s() const { return duration_s / static_cast<double>(columns); }
};

// The map's mean over each cell, [12, columns]; a band stands in all leads. Cells that the map does
// not reach are 0.
std::vector<double> OnGrid(const ImportanceMap& map, const CellGrid& grid);

// The strongest place, for people: "V2 at 3.2-3.4 s", of a band "3.2-3.4 s".
std::string StrongestPlace(const ImportanceMap& map);

// For plot/ecg_paper.h.
EcgShading ShadingOf(const ImportanceMap& map);

}  // namespace supreme
