#include <algorithm>
#include <array>
#include <cmath>

#include "synth/heart/qrs_parts.h"

namespace supreme {

// The front runs through walls, papillary muscles and small scars of its own shape: each notch
// comes from another place, so that neighbouring leads show it differently.
void AddNotches(Rng& rng, VentricularShape& shape) {
  constexpr std::array<Source, 6> kPlaces = {Source::kSeptum,   Source::kAnterior,
                                             Source::kApex,     Source::kLateral,
                                             Source::kInferior, Source::kPosterior};
  const size_t count = 3 + rng.Index(3);
  // Most hearts are smooth, a few are coarse.
  const double size_mv = 0.05 * std::exp(std::clamp(rng.Normal(0.0, 0.45), -1.0, 0.9));
  for (size_t i = 0; i < count; ++i) {
    const double sigma_ms = rng.Uniform(2.8, 5.0);
    const auto part = [&] { return size_mv * std::clamp(rng.Normal(), -2.0, 2.0); };
    const Vector3 peak{part(), 0.7 * part(), part()};
    shape.qrs.push_back({rng.Uniform(0.25, 0.72) * shape.qrs_ms, sigma_ms, sigma_ms, 0.0, peak,
                         kPlaces[rng.Index(kPlaces.size())]});
  }
}

}  // namespace supreme
