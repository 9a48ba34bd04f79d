#include "synth/patient.h"

#include <algorithm>
#include <cmath>

namespace supreme {

Patient DrawPatient(Rng& rng) {
  Patient patient;
  const double age = rng.Bernoulli(0.7) ? rng.Normal(64.0, 12.0) : rng.Normal(45.0, 17.0);
  patient.age_years = static_cast<int>(std::clamp(std::floor(age), 18.0, 89.0));
  patient.sex = rng.Bernoulli(0.52) ? Sex::kMale : Sex::kFemale;
  const bool male = patient.sex == Sex::kMale;
  patient.height_cm = std::round(std::clamp(rng.Normal(male ? 175.0 : 163.0, 7.0), 140.0, 205.0));
  const double body_mass_index = std::clamp(rng.Normal(26.0, 4.0), 17.0, 45.0);
  patient.weight_kg = std::round(body_mass_index * patient.height_cm * patient.height_cm / 1e4);
  patient.anatomy_seed = rng.NextU64();
  return patient;
}

}  // namespace supreme
