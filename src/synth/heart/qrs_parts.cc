#include "synth/heart/qrs_parts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

void TurnFrontal(double degrees, Vector3& v) {
  const double cosine = std::cos(degrees * kRadians);
  const double sine = std::sin(degrees * kRadians);
  const double x = v.x;
  v.x = cosine * x - sine * v.y;
  v.y = sine * x + cosine * v.y;
}

}  // namespace

void AddPhases(std::span<const QrsPhase> phases, double onset_ms, double duration_ms,
               VentricularShape& shape) {
  for (const QrsPhase& phase : phases) {
    const double sigma_ms = phase.sigma * duration_ms;
    shape.qrs.push_back({onset_ms + phase.center * duration_ms, sigma_ms, sigma_ms, 0.0,
                         phase.peak_mv, phase.source});
  }
}

void VaryWaves(double share, Rng& rng, VentricularShape& shape) {
  const auto draw = [&](double deviation) {
    return std::clamp(rng.Normal(0.0, deviation), -2.2 * deviation, 2.2 * deviation);
  };
  // The whole sequence runs a little early or late; the first forces keep their place.
  const double delay = 0.02 * draw(share);
  for (size_t i = 0; i < shape.qrs.size(); ++i) {
    Wave& wave = shape.qrs[i];
    wave.center_ms += shape.qrs_ms * ((i > 0 ? delay : 0.0) + 0.006 * draw(share));
    const double size = std::sqrt(Dot(wave.peak_mv, wave.peak_mv));
    const double stray_mv = share * (0.035 + 0.16 * size);
    wave.peak_mv = (1.0 + 0.10 * draw(share)) * wave.peak_mv;
    wave.peak_mv = wave.peak_mv + Vector3{draw(stray_mv), draw(stray_mv), draw(stray_mv)};
  }
}

void TurnWaves(const QrsTurn& turn, VentricularShape& shape) {
  // The horizontal turn is about the upright axis: the transition zone moves, the axis little.
  const double cosine = std::cos(turn.horizontal_degrees * kRadians);
  const double sine = std::sin(turn.horizontal_degrees * kRadians);
  for (size_t i = turn.first; i < shape.qrs.size(); ++i) {
    Vector3& v = shape.qrs[i].peak_mv;
    TurnFrontal(turn.frontal_degrees, v);
    const double x = v.x;
    v.x = cosine * x - sine * v.z;
    v.z = sine * x + cosine * v.z;
  }
}

void TurnToAxis(double axis_degrees, size_t first, const Torso& torso, VentricularShape& shape) {
  // The leads are neither orthogonal nor of equal length, and the first waves stay: steps of 0.6 of
  // what is missing settle within a degree.
  constexpr int kRounds = 24;
  // In a mirrored heart a turn shows the other way round.
  const double sense = torso.Leads({1.0, 0.0, 0.0}, Source::kCentre)[0] < 0.0 ? -0.6 : 0.6;
  for (int round = 0; round < kRounds; ++round) {
    double missing = axis_degrees - AxisDegrees(shape.qrs, torso);
    missing -= 360.0 * std::round(missing / 360.0);
    if (std::abs(missing) < 1.0) return;
    for (size_t i = first; i < shape.qrs.size(); ++i) {
      TurnFrontal(sense * missing, shape.qrs[i].peak_mv);
    }
  }
}

void ScaleWaves(double factor, VentricularShape& shape) {
  for (Wave& wave : shape.qrs) wave.peak_mv = factor * wave.peak_mv;
}

}  // namespace supreme
