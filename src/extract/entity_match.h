// Entities that are said against entities that are true, compared by what they are about.
#pragma once

#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/score.h"

namespace supreme {

struct EntityMatch {
  MatchCounts entities;        // finding and location
  MatchCounts with_certainty;  // finding, location and certainty
};

// Compares by EntityParts: wording, age and severity play no part, and neither do doubles.
// Thread-safe.
EntityMatch MatchEntities(const std::vector<Entity>& truth, const std::vector<Entity>& said);

// The entities that have no counterpart of the same certainty among `others`, as
// "abnormal: lvh; uncertain: ischemia".
std::string WithoutCounterpart(const std::vector<Entity>& entities,
                               const std::vector<Entity>& others);

}  // namespace supreme
