#include <algorithm>
#include <array>
#include <cmath>

#include "synth/heart/qrs_parts.h"

namespace supreme {
namespace {

using enum Finding;

// Where a ventricular beat begins: the way its front takes in the first, middle and last third.
struct Focus {
  std::array<Vector3, 4> way_mv;
};

constexpr std::array<Focus, 7> kFoci = {{
    // Right outflow tract: down, a little left.
    {{{{0.10, 0.25, -0.05}, {0.45, 1.05, 0.35}, {0.30, 0.95, 0.60}, {-0.10, 0.30, 0.25}}}},
    // Right ventricular apex and free wall: left, up, back.
    {{{{0.25, -0.05, -0.05}, {0.90, -0.50, 0.35}, {0.85, -0.60, 0.75}, {0.30, -0.20, 0.40}}}},
    // Left ventricular apex, inferior wall: right, up, forward, then back.
    {{{{0.05, -0.30, -0.35}, {-0.35, -0.95, -0.75}, {-0.50, -0.70, -0.35}, {-0.20, -0.2, 0.1}}}},
    // Left lateral wall: right, forward.
    {{{{-0.30, 0.10, -0.25}, {-1.00, 0.35, -0.75}, {-0.85, 0.25, -0.50}, {-0.20, 0.1, 0.05}}}},
    // Base of the left ventricle: forward, down.
    {{{{0.10, 0.20, -0.45}, {0.40, 0.75, -1.00}, {0.35, 0.65, -0.70}, {0.05, 0.2, -0.15}}}},
    // Posterior papillary muscle or fascicle: right block with a left axis.
    {{{{0.10, -0.20, -0.30}, {0.20, -0.75, -0.55}, {-0.15, -0.90, -0.40}, {-0.3, -0.3, -0.1}}}},
    // Right free wall under the ring: left, down, back.
    {{{{0.30, 0.10, 0.05}, {0.95, 0.35, 0.50}, {0.95, 0.30, 0.85}, {0.25, 0.05, 0.40}}}},
}};
// Electrodes in the right ventricle: apex (superior axis), septum, outflow tract.
constexpr std::array<Focus, 3> kPacingSites = {{
    {{{{0.14, -0.20, 0.05}, {0.30, -0.60, 0.55}, {0.32, -0.75, 0.80}, {0.00, -0.40, 0.45}}}},
    {{{{0.20, -0.05, 0.05}, {0.50, -0.25, 0.50}, {0.75, -0.30, 0.80}, {0.25, -0.10, 0.35}}}},
    {{{{0.12, 0.15, 0.05}, {0.35, 0.50, 0.50}, {0.45, 0.60, 0.80}, {0.10, 0.20, 0.35}}}},
}};

const Focus& Choose(const QrsInput& input, Rng& rng) {
  if (input.kind == VentricularKind::kPaced) {
    const double place = rng.Uniform();
    return kPacingSites[place < 0.62 ? 0 : (place < 0.85 ? 1 : 2)];
  }
  const uint64_t first = rng.Index(kFoci.size());
  const uint64_t step = 1 + rng.Index(kFoci.size() - 1);  // a second focus is never the first
  const uint64_t escape = input.kind == VentricularKind::kEscape ? 3 : 0;
  return kFoci[(first + step * input.focus + escape) % kFoci.size()];
}

double DrawDuration(const QrsInput& input, Rng& rng) {
  switch (input.kind) {
    case VentricularKind::kPaced:
      return rng.Uniform(138.0, 188.0);
    case VentricularKind::kEscape:
      return rng.Uniform(128.0, 175.0);
    default:
      return rng.Uniform(126.0, 174.0);
  }
}

}  // namespace

void AddEctopicQrs(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const Focus& focus = Choose(input, rng);
  Rng draws = rng.Fork(input.focus);
  shape.qrs_ms = DrawDuration(input, draws);
  constexpr std::array<double, 4> kCenters = {0.17, 0.38, 0.60, 0.80};
  constexpr std::array<double, 4> kSigmas = {0.075, 0.105, 0.115, 0.080};
  const bool paced = input.kind == VentricularKind::kPaced;
  const Source source = paced ? Source::kAnterior : Source::kSeptum;
  std::array<QrsPhase, 4> phases;
  for (size_t i = 0; i < phases.size(); ++i) {
    phases[i] = {kCenters[i], kSigmas[i], focus.way_mv[i], i == 1 ? source : Source::kCentre};
  }
  AddPhases(phases, 0.0, shape.qrs_ms, shape);
  VaryWaves(1.0, draws, shape);
  TurnWaves({std::clamp(draws.Normal(0.0, 14.0), -28.0, 28.0),
             std::clamp(draws.Normal(0.0, 14.0), -28.0, 28.0), 0},
            shape);
  ScaleWaves((paced ? 1.1 : 1.4) * std::exp(std::clamp(draws.Normal(0.0, 0.25), -0.5, 0.5)), shape);
}

}  // namespace supreme
