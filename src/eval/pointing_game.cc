#include "eval/pointing_game.h"

#include <algorithm>
#include <numeric>

#include "core/error.h"
#include "core/interrupt.h"

namespace supreme {
namespace {

// Share of the positive importance inside the place; that of the area when nothing is positive.
double MassShare(std::span<const double> importance, std::span<const uint8_t> place) {
  double inside = 0.0, all = 0.0;
  for (size_t i = 0; i < importance.size(); ++i) {
    const double value = std::max(0.0, importance[i]);
    all += value;
    if (place[i] != 0) inside += value;
  }
  if (all > 0.0) return inside / all;
  return static_cast<double>(std::count(place.begin(), place.end(), 1)) /
         static_cast<double>(place.size());
}

// Value of every map on every place, [maps, places].
template <class Measure>
std::vector<double> CrossTable(std::span<const PlacedMap> maps, const Measure& measure) {
  std::vector<double> table;
  table.reserve(maps.size() * maps.size());
  for (const PlacedMap& map : maps) {
    for (const PlacedMap& other : maps) table.push_back(measure(map.importance, other.place));
  }
  return table;
}

struct SwapResult {
  double own = 0.0;
  double swapped = 0.0;
  double p = 1.0;
};

SwapResult SwapTest(std::span<const double> table, size_t count, uint64_t permutations, Rng rng) {
  SwapResult result;
  for (size_t i = 0; i < count; ++i) result.own += table[i * count + i];
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  uint64_t as_good = 0;
  for (uint64_t round = 0; round < permutations; ++round) {
    if (round % 256 == 0) ThrowIfInterrupted();
    rng.Shuffle(std::span(order));
    double sum = 0.0;
    for (size_t i = 0; i < count; ++i) sum += table[i * count + order[i]];
    result.swapped += sum / static_cast<double>(permutations);
    as_good += sum >= result.own - 1e-9 ? 1 : 0;
  }
  result.own /= static_cast<double>(count);
  result.swapped /= static_cast<double>(count);
  result.p = static_cast<double>(as_good + 1) / static_cast<double>(permutations + 1);
  return result;
}

// What a random point hits: one of these values per record with equal chance.
std::vector<double> RandomHits(const PlacedMap& map, const PointingOptions& options) {
  if (!options.is_band) return {map.place.begin(), map.place.end()};
  const size_t leads = map.place.size() / options.column_count;
  std::vector<double> hits(options.column_count, 0.0);
  for (size_t i = 0; i < map.place.size(); ++i) {
    hits[i % options.column_count] += map.place[i] / static_cast<double>(leads);
  }
  return hits;
}

double AreaP(std::span<const PlacedMap> maps, const PointingOptions& options, double hits,
             Rng rng) {
  std::vector<std::vector<double>> chances;
  for (const PlacedMap& map : maps) chances.push_back(RandomHits(map, options));
  uint64_t as_good = 0;
  for (uint64_t round = 0; round < options.permutation_count; ++round) {
    double sum = 0.0;
    for (const auto& chance : chances) sum += chance[rng.Index(chance.size())];
    as_good += sum >= hits - 1e-9 ? 1 : 0;
  }
  return static_cast<double>(as_good + 1) / static_cast<double>(options.permutation_count + 1);
}

}  // namespace

double HitShare(std::span<const double> importance, std::span<const uint8_t> place) {
  SUPREME_CHECK(!importance.empty() && importance.size() == place.size());
  const double top = *std::max_element(importance.begin(), importance.end());
  uint64_t tops = 0, hits = 0;
  for (size_t i = 0; i < importance.size(); ++i) {
    if (importance[i] < top) continue;
    ++tops;
    hits += place[i] != 0 ? 1 : 0;
  }
  return static_cast<double>(hits) / static_cast<double>(tops);
}

PointingGame PlayPointingGame(std::span<const PlacedMap> maps, const PointingOptions& options,
                              Rng rng) {
  PointingGame game;
  game.record_count = maps.size();
  if (maps.empty()) return game;
  for (const PlacedMap& map : maps) {
    SUPREME_CHECK(map.importance.size() == map.place.size());
    SUPREME_CHECK(map.place.size() % options.column_count == 0);
    const auto inside = static_cast<double>(std::count(map.place.begin(), map.place.end(), 1));
    game.area += inside / static_cast<double>(map.place.size() * maps.size());
  }
  const auto hits = CrossTable(maps, [](const auto& a, const auto& b) { return HitShare(a, b); });
  const auto mass = CrossTable(maps, [](const auto& a, const auto& b) { return MassShare(a, b); });
  const SwapResult by_hit =
      SwapTest(hits, maps.size(), options.permutation_count, rng.Fork("swap hits"));
  const SwapResult by_mass =
      SwapTest(mass, maps.size(), options.permutation_count, rng.Fork("swap mass"));
  game.hit_rate = by_hit.own;
  game.swap_rate = by_hit.swapped;
  game.p_swap = by_hit.p;
  game.mass = by_mass.own;
  game.swap_mass = by_mass.swapped;
  game.p_mass_swap = by_mass.p;
  game.p_area = AreaP(maps, options, game.hit_rate * static_cast<double>(maps.size()),
                      rng.Fork("random points"));
  return game;
}

}  // namespace supreme
