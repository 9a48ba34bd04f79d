// Signs of an ECG measured on a model beat, and the changes that bring them to a wanted value.
#pragma once

#include <array>
#include <vector>

#include "signal/leads.h"
#include "synth/projection.h"
#include "synth/wave.h"

namespace supreme {

struct Deflection {
  double lowest_mv = 0.0;
  double highest_mv = 0.0;
};

// Lowest and highest value of the sum of the waves in every lead, the baseline (0) included.
std::array<Deflection, kLeadCount> MeasureDeflections(const std::vector<Wave>& waves,
                                                      const Projection& projection);

// Frontal axis in degrees from the net areas of I and aVF; aVF is scaled by 2/√3, because
// augmented leads are shorter (−30…90° is normal).
double FrontalAxisDegrees(const std::vector<Wave>& waves, const Projection& projection);

// Largest peak-to-peak amplitude among the six limb leads; low voltage is < 0.5 mV.
double LimbVoltageMv(const std::array<Deflection, kLeadCount>& deflections);

// Sokolow–Lyon index: S in V1 + the larger R of V5 and V6; > 3.5 mV speaks for LVH
// (Sokolow and Lyon 1949, doi 10.1016/0002-8703(49)90562-1).
double SokolowLyonMv(const std::array<Deflection, kLeadCount>& deflections);

// Turns the waves from index `first` on in the frontal plane until the whole has the axis.
void TurnToAxis(double axis_degrees, size_t first, const Projection& projection,
                std::vector<Wave>& waves);

void Scale(double factor, std::vector<Wave>& waves);

}  // namespace supreme
