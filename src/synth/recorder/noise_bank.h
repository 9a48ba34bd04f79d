// Coloured noise made once: records read it at random places with random gain, sign and mixture,
// which costs one multiplication a sample instead of a random number and a filter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/error.h"
#include "core/rng.h"

namespace supreme {

class NoiseBank {
 public:
  // The same for every caller; made at the first call (about 50 ms). Thread-safe, immutable.
  static const NoiseBank& Shared();

  // Standard deviation 1 each. Muscle fibres are heard far away as a low rumble and close by as a
  // hiss: two colours for 500 samples/s. Wander falls with about the third power of the frequency
  // from 0.05 Hz, at kWanderRateHz.
  static constexpr double kFastRateHz = 500.0;
  static constexpr double kWanderRateHz = 31.25;
  // Rumble and hiss in units of 1/kFastUnit: half the memory to read.
  static constexpr float kFastUnit = 4096.0F;
  std::span<const int16_t> rumble() const { return rumble_; }
  std::span<const int16_t> hiss() const { return hiss_; }
  std::span<const float> wander() const { return wander_; }

 private:
  NoiseBank();
  std::vector<int16_t> rumble_;
  std::vector<int16_t> hiss_;
  std::vector<float> wander_;
};

// A random start in `bank` with at least `needed` values after it; kInternal when it is too short.
template <class T>
size_t DrawPlace(std::span<const T> bank, size_t needed, Rng& rng) {
  SUPREME_CHECK(needed < bank.size());
  return static_cast<size_t>(rng.Index(bank.size() - needed));
}

}  // namespace supreme
