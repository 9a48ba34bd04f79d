// From the heart's dipole to the twelve leads.
//
// The eight independent leads are linear in the dipole: Dower's matrix (Dower, Machado, Osborne
// 1980, Clin Cardiol 3:87; the inverse way: Edenbrandt and Pahlm 1988, doi
// 10.1016/0022-0736(88)90107-7). III, aVR, aVL and aVF follow from I and II (Einthoven,
// Goldberger).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "signal/leads.h"
#include "synth/wave.h"

namespace supreme {

// Potentials of the nine electrodes against an ideal reference: what noise is made on.
enum Electrode : size_t { kRightArm, kLeftArm, kLeftLeg, kChest1, kElectrodeCount = 9 };

// I, II, V1–V6: the leads from which all twelve follow.
inline constexpr size_t kIndependentLeadCount = 8;

struct Projection {
  // mV in the lead per mV of dipole; rows I, II, V1 … V6.
  std::array<Vector3, kIndependentLeadCount> rows;

  // All twelve leads of one dipole, canonical order, mV.
  std::array<double, kLeadCount> Leads(const Vector3& dipole_mv) const;
};

Projection DowerProjection();

// Dower's matrix with the differences between people: chest size and where the electrodes stick.
Projection PatientProjection(Rng& rng);

// Twelve leads in whole µV, [leads, samples] row-major, canonical order. III is II − I and the
// augmented leads are the exact halves rounded to 1 µV, so that the identities hold within 1 µV.
// `electrode_noise_mv`: one row of samples per electrode, or empty for none.
std::vector<int32_t> ProjectToLeads(const Dipole& dipole, const Projection& projection,
                                    const std::vector<std::vector<float>>& electrode_noise_mv);

}  // namespace supreme
