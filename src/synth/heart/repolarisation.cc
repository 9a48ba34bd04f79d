#include "synth/heart/repolarisation.h"

#include "synth/heart/repolarisation_criteria.h"
#include "synth/heart/repolarisation_limits.h"
#include "synth/heart/repolarisation_normal.h"
#include "synth/heart/repolarisation_parts.h"
#include "synth/heart/repolarisation_secondary.h"
#include "synth/heart/repolarisation_special.h"
#include "synth/heart/repolarisation_territory.h"
#include "synth/heart/repolarisation_timing.h"

namespace supreme {

void AddRepolarisation(const RepolarisationInput& input, Rng& anatomy, Rng& state,
                       VentricularShape& shape) {
  Repolarisation r = MakeTiming(input, shape.qrs_ms, anatomy, state);
  AddNormalStT(input, anatomy, state, r);
  const StTMeter meter(input.torso, shape);
  if (input.kind == VentricularKind::kConducted) {
    WeakenBackground(input, anatomy, r);
    RestrainToNormal(input, meter, anatomy, r);
  }
  AddSecondaryStT(input, shape.qrs, anatomy, r);
  if (!SecondaryRules(input)) {
    AddTerritories(input, meter, state, r);
    AddChemistry(input, meter, state, r);
    AddBenignElevations(input, meter, state, r);
    AddTSizes(input, meter, state, r);
  }
  shape.qt_ms = r.qt_ms;
  shape.st_t = MakeWaves(r);
}

}  // namespace supreme
