#include "data/legacy_permutation.h"

#include <bit>
#include <numeric>
#include <random>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

// 0 … highest without bias: draws are cut to the bits of `highest` until one fits.
uint32_t DrawUpTo(uint32_t highest, std::mt19937& engine) {
  const uint32_t mask = static_cast<uint32_t>((uint64_t{1} << std::bit_width(highest)) - 1);
  for (;;) {
    const auto draw = static_cast<uint32_t>(engine()) & mask;
    if (draw <= highest) return draw;
  }
}

}  // namespace

std::vector<size_t> LegacyPermutation(uint32_t seed, size_t count) {
  SUPREME_CHECK(count <= (uint64_t{1} << 32));
  std::mt19937 engine(seed);  // the standard fixes its numbers: the same as init_genrand's
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  for (size_t last = count; last-- > 1;) {
    std::swap(order[last], order[DrawUpTo(static_cast<uint32_t>(last), engine)]);
  }
  return order;
}

}  // namespace supreme
