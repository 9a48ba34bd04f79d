// The rows of FindingTable(): private to finding.cc.
#pragma once

#include <array>

#include "synth/finding.h"

namespace supreme {

extern const std::array<FindingInfo, kFindingCount> kFindingCatalogue;

}  // namespace supreme
