// Who is recorded.
#pragma once

#include <cstdint>

#include "core/rng.h"
#include "signal/record.h"

namespace supreme {

struct Patient {
  int age_years = 50;  // 18–89
  Sex sex = Sex::kMale;
  double height_cm = 170.0;
  double weight_kg = 70.0;
  // Seed of what stays the same in all recordings of a person: projection, wave shapes, axis.
  uint64_t anatomy_seed = 0;
};

// Ages as in a hospital's ECG archive (PTB-XL: median 62, interquartile range 22).
Patient DrawPatient(Rng& rng);

}  // namespace supreme
