// Walls of the heart as the leads see them, and the findings that change ST and T over them.
#pragma once

#include "core/rng.h"
#include "synth/heart/repolarisation.h"
#include "synth/heart/repolarisation_criteria.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

// Injury of a wall: elevated over it, depressed opposite. Largest value 1.
inline constexpr LeadPattern kInferiorWall = {-0.2, 0.75, -0.05, -0.3, -0.25, -0.05, 0.1, 0.25};
inline constexpr LeadPattern kLateralWall = {0.6, 0.1, -0.3, -0.2, 0.0, 0.4, 0.9, 1.0};
inline constexpr LeadPattern kAnteriorWall = {0.2, -0.05, 0.4, 1.0, 1.0, 0.9, 0.45, 0.15};
inline constexpr LeadPattern kAnteroseptalWall = {0.0, -0.1, 0.7, 1.0, 1.0, 0.5, 0.0, -0.1};
inline constexpr LeadPattern kAnterolateralWall = {0.5, 0.1, 0.0, 0.35, 0.85, 1.0, 1.0, 0.8};
inline constexpr LeadPattern kInferolateralWall = {0.1, 0.8, -0.3, -0.3, 0.0, 0.35, 0.8, 0.9};
inline constexpr LeadPattern kPosteriorWall = {0.0, 0.15, -0.6, -1.0, -0.85, -0.3, 0.1, 0.3};
inline constexpr LeadPattern kSubendocardium = {0.42, 0.45, -0.5, -0.3, 0.0, 0.5, 1.0, 0.95};

// The same wall in another heart.
LeadPattern Varied(const LeadPattern& pattern, Rng& rng);

// Takes a share of the normal T out of the leads that face a wall.
void FadeT(const LeadPattern& wall, double share, Repolarisation& r);

// Ischaemia, injury, infarction, strain, ST and T changes by territory.
void AddTerritories(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
                    Repolarisation& r);

}  // namespace supreme
