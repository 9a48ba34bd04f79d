// From sources in the heart to electrodes on the body: a patient's chest.
//
// At the centre of the heart the eight independent leads are those of Dower's matrix (Dower,
// Machado, Osborne 1980, Clin Cardiol 3:87; the inverse way: Edenbrandt and Pahlm 1988, doi
// 10.1016/0022-0736(88)90107-7); sources off the centre and displaced electrodes change them by the
// geometry of a dipole in a volume conductor.
#pragma once

#include <array>
#include <cstddef>

#include "core/rng.h"
#include "signal/leads.h"
#include "synth/diagnosis.h"
#include "synth/heart/wave.h"
#include "synth/patient.h"

namespace supreme {

// I, II, V1 … V6: the leads from which all twelve follow.
inline constexpr size_t kIndependentLeadCount = 8;
using IndependentLeads = std::array<double, kIndependentLeadCount>;

// III = II − I, aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2 (Einthoven, Goldberger).
std::array<double, kLeadCount> DeriveLeads(const IndependentLeads& leads);

class Torso {
 public:
  // The mean body: Dower's matrix at the centre.
  Torso();
  // `anatomy` draws what stays the same in a patient (chest size, position and turn of the heart
  // by build and age), `state` what differs between recordings (how high the electrodes stick).
  // Dextrocardia mirrors the heart.
  Torso(const Patient& patient, const Diagnosis& diagnosis, Rng& anatomy, Rng& state);

  // mV in the eight leads for a dipole at a source.
  IndependentLeads Leads(const Vector3& dipole_mv, Source source = Source::kCentre) const;

 private:
  // Rows I, II, V1 … V6: mV in the lead per mV of dipole.
  std::array<std::array<Vector3, kIndependentLeadCount>, kSourceCount> rows_;
};

}  // namespace supreme
