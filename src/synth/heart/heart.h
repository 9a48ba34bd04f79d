// The waves of one patient's beats in one recording.
#pragma once

#include <array>
#include <vector>

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/heart/torso.h"
#include "synth/heart/wave.h"
#include "synth/patient.h"
#include "synth/rhythm/strip.h"

namespace supreme {

// One activation of the atria.
struct AtrialShape {
  std::vector<Wave> waves;  // times from P onset
  double duration_ms = 100.0;
};

// One activation of the ventricles and its repolarisation. QRS times and ST-T times are from QRS
// onset; ST-T and U belong to a beat at the mean RR; T and U shift with the RR before it.
struct VentricularShape {
  std::vector<Wave> qrs;
  double qrs_ms = 90.0;
  std::vector<Wave> st_t;
  double qt_ms = 400.0;
};

// Enough to repolarise a depolarisation: what the ST-T builder knows of the QRS.
struct QrsSummary {
  double qrs_ms = 90.0;
  Vector3 mean_mv;  // time integral of the dipole (all sources) divided by 100 ms
  double axis_degrees = 45.0;
};

struct Heart {
  std::array<std::vector<AtrialShape>, 4> atrial;            // [AtrialKind][focus]
  std::array<std::vector<VentricularShape>, 6> ventricular;  // [VentricularKind][focus]
};

// Which of `shape_count` shapes of its kind an event shows: by focus; of conducted beats 0 = as
// diagnosed, 1 = without what comes and goes (intermittent pre-excitation).
size_t ShapeIndex(const VentricularEvent& event, size_t shape_count);

// All shapes that `strip` uses.
Heart MakeHeart(const Patient& patient, const Diagnosis& diagnosis, const Torso& torso,
                const RhythmStrip& strip, Rng& rng);

}  // namespace supreme
