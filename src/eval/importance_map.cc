#include "eval/importance_map.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

// Mean of one row over [from, to) seconds, 0 where the map does not reach.
double MeanOver(const ImportanceMap& map, size_t row, double from, double to) {
  double sum = 0.0, covered = 0.0;
  for (size_t column = 0; column < map.columns; ++column) {
    const double begin = map.start_s + static_cast<double>(column) * map.column_s;
    const double overlap = std::min(to, begin + map.column_s) - std::max(from, begin);
    if (overlap <= 0.0) continue;
    sum += overlap * map.at(row, column);
    covered += overlap;
  }
  return covered > 0.0 ? sum / covered : 0.0;
}

}  // namespace

std::vector<double> OnGrid(const ImportanceMap& map, const CellGrid& grid) {
  SUPREME_CHECK(map.values.size() == map.rows * map.columns);
  std::vector<double> cells;
  cells.reserve(grid.cell_count());
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (map.is_band() && lead > 0) {
      cells.insert(cells.end(), cells.begin(),
                   cells.begin() + static_cast<std::ptrdiff_t>(grid.columns));
      continue;
    }
    for (size_t column = 0; column < grid.columns; ++column) {
      const double from = static_cast<double>(column) * grid.column_s();
      cells.push_back(MeanOver(map, lead, from, from + grid.column_s()));
    }
  }
  return cells;
}

std::string StrongestPlace(const ImportanceMap& map) {
  SUPREME_CHECK(!map.values.empty());
  const auto top = static_cast<size_t>(std::max_element(map.values.begin(), map.values.end()) -
                                       map.values.begin());
  const double from =
      std::max(0.0, map.start_s + static_cast<double>(top % map.columns) * map.column_s);
  const double to = map.start_s + static_cast<double>(top % map.columns + 1) * map.column_s;
  const std::string time = FormatFixed(from, 2) + "-" + FormatFixed(to, 2) + " s";
  if (map.is_band()) return time;
  return std::string(kLeadNames[top / map.columns]) + " at " + time;
}

EcgShading ShadingOf(const ImportanceMap& map) {
  EcgShading shading;
  shading.rows = map.rows;
  shading.columns = map.columns;
  shading.start_s = map.start_s;
  shading.column_s = map.column_s;
  shading.values = map.values;
  shading.is_signed = map.is_signed;
  return shading;
}

}  // namespace supreme
