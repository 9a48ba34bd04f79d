// Patients, torsos and complexes for the tests of this folder.
#pragma once

#include <initializer_list>

#include "synth/heart/qrs.h"
#include "synth/heart/qrs_trace.h"

namespace supreme::testing {

inline Patient PatientNumber(uint64_t number) {
  Rng rng(number);
  Patient patient;
  patient.age_years = static_cast<int>(rng.Uniform(25.0, 85.0));
  patient.sex = rng.Bernoulli(0.5) ? Sex::kMale : Sex::kFemale;
  patient.height_cm = rng.Normal(patient.sex == Sex::kMale ? 177.0 : 165.0, 6.0);
  patient.weight_kg = rng.Normal(75.0, 10.0);
  patient.anatomy_seed = rng.NextU64();
  return patient;
}

inline Diagnosis DiagnosisOf(std::initializer_list<Finding> findings, double severity) {
  Diagnosis diagnosis;
  diagnosis.Add(Finding::kSinusRhythm, 0.5);
  for (const Finding finding : findings) diagnosis.Add(finding, severity);
  return diagnosis;
}

inline Torso TorsoOf(const Patient& patient, const Diagnosis& diagnosis) {
  Rng anatomy = Rng(patient.anatomy_seed).Fork("torso");
  Rng state(7);
  return Torso(patient, diagnosis, anatomy, state);
}

struct Complex {
  VentricularShape shape;
  QrsTrace trace;
};

inline Complex ComplexOf(uint64_t number, const Diagnosis& diagnosis,
                         VentricularKind kind = VentricularKind::kConducted) {
  const Patient patient = PatientNumber(number);
  const Torso torso = TorsoOf(patient, diagnosis);
  Rng anatomy(patient.anatomy_seed);
  QrsInput input{patient, diagnosis, torso, kind};
  VentricularShape shape = MakeQrs(input, anatomy);
  QrsTrace trace(shape.qrs, torso);
  return {std::move(shape), trace};
}

}  // namespace supreme::testing
