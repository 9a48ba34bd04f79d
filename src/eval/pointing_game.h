// Does an explanation point at the true place? Pointing game (Zhang et al. 2018, doi
// 10.1007/s11263-017-1059-x) with two kinds of chance:
//
//   area   a point thrown at random: hits as often as the place is large.
//   swap   the maps laid on the places of other records of the family: hits as often as a map that
//          knows what such ECGs look like (that QRS complexes matter, say), but not this answer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.h"

namespace supreme {

// One record: its map on the grid and its true place, cells in the same order.
struct PlacedMap {
  std::vector<double> importance;
  std::vector<uint8_t> place;
};

struct PointingGame {
  uint64_t record_count = 0;
  double hit_rate = 0.0;   // of the strongest cell; several equal ones share the hit
  double area = 0.0;       // mean share of the cells that belong to the place: the chance level
  double swap_rate = 0.0;  // mean hit rate over the permutations
  double p_area = 1.0;     // one-sided, 1 added to both counts
  double p_swap = 1.0;
  double mass = 0.0;  // mean share of the positive importance inside the place
  double swap_mass = 0.0;
  double p_mass_swap = 1.0;
};

// `column_count` cells stand in each of the leads. A band is thrown as a whole column at random.
// The same `rng` gives the same p. kInternal for maps and places of different sizes.
struct PointingOptions {
  size_t column_count = 0;
  bool is_band = false;
  uint64_t permutation_count = 2000;
};
PointingGame PlayPointingGame(std::span<const PlacedMap> maps, const PointingOptions& options,
                              Rng rng);

// Share of the strongest cells that lie in the place, 0 to 1.
double HitShare(std::span<const double> importance, std::span<const uint8_t> place);

}  // namespace supreme
