// The random order that numpy's legacy generator gives, which published splits were drawn with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace supreme {

// What numpy.random.RandomState(seed).permutation(count) returns: a Mersenne Twister MT19937 seeded
// by init_genrand, Fisher–Yates from the top, positions by masked rejection on 32-bit draws.
// `count` up to 2^32. Stateless, thread-safe. For results that must equal published ones only;
// everything else draws from core/rng.h.
std::vector<size_t> LegacyPermutation(uint32_t seed, size_t count);

}  // namespace supreme
