// Electrodes at which nothing is recorded.
#pragma once

#include <cstddef>
#include <vector>

#include "synth/recorder/electrodes.h"

namespace supreme {

inline ElectrodeRows Silence(size_t samples) {
  ElectrodeRows rows;
  for (std::vector<float>& row : rows) row.assign(samples, 0.0F);
  return rows;
}

}  // namespace supreme
