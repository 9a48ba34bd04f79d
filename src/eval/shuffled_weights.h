// A network that has forgotten what it learnt: the numbers of each weight in random order, so that
// sizes and spreads stay. An explanation that does not change with it tells of the ECG, not of the
// model (Adebayo et al. 2018, arXiv 1810.03292).
#pragma once

#include <filesystem>

#include "core/rng.h"

namespace supreme {

// Reads model.safetensors `from` and writes `to`; only float32 tensors are shuffled. Errors of
// SafetensorsFile and WriteSafetensors.
void WriteShuffledWeights(const std::filesystem::path& from, const std::filesystem::path& to,
                          const Rng& rng);

}  // namespace supreme
