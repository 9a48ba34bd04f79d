#include "synth/calibration.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

constexpr double kDegrees = 180.0 / std::numbers::pi;
enum LeadPlace : size_t { kI = 0, kAvf = 5, kV1 = 6, kV5 = 10, kV6 = 11 };

double Value(const Wave& wave, double time_ms) {
  const double distance = time_ms - wave.center_ms;
  const double sigma = distance < 0.0 ? wave.left_sigma_ms : wave.right_sigma_ms;
  return std::exp(-distance * distance / (2.0 * sigma * sigma));
}

}  // namespace

std::array<Deflection, kLeadCount> MeasureDeflections(const std::vector<Wave>& waves,
                                                      const Projection& projection) {
  std::array<Deflection, kLeadCount> deflections{};
  double first_ms = 0.0;
  double last_ms = 0.0;
  for (const Wave& wave : waves) {
    first_ms = std::min(first_ms, wave.center_ms - 3.0 * wave.left_sigma_ms);
    last_ms = std::max(last_ms, wave.center_ms + 3.0 * wave.right_sigma_ms);
  }
  for (double time_ms = first_ms; time_ms <= last_ms; time_ms += 2.0) {
    Vector3 dipole;
    for (const Wave& wave : waves) dipole = dipole + Value(wave, time_ms) * wave.peak_mv;
    const auto leads = projection.Leads(dipole);
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      deflections[lead].lowest_mv = std::min(deflections[lead].lowest_mv, leads[lead]);
      deflections[lead].highest_mv = std::max(deflections[lead].highest_mv, leads[lead]);
    }
  }
  return deflections;
}

double FrontalAxisDegrees(const std::vector<Wave>& waves, const Projection& projection) {
  Vector3 area;
  for (const Wave& wave : waves) {
    area = area + (wave.left_sigma_ms + wave.right_sigma_ms) * wave.peak_mv;
  }
  const auto leads = projection.Leads(area);
  return kDegrees * std::atan2(2.0 / std::numbers::sqrt3 * leads[kAvf], leads[kI]);
}

double LimbVoltageMv(const std::array<Deflection, kLeadCount>& deflections) {
  double largest_mv = 0.0;
  for (size_t lead = 0; lead < 6; ++lead) {
    largest_mv = std::max(largest_mv, deflections[lead].highest_mv - deflections[lead].lowest_mv);
  }
  return largest_mv;
}

double SokolowLyonMv(const std::array<Deflection, kLeadCount>& deflections) {
  return std::max(deflections[kV5].highest_mv, deflections[kV6].highest_mv) -
         deflections[kV1].lowest_mv;
}

void TurnToAxis(double axis_degrees, size_t first, const Projection& projection,
                std::vector<Wave>& waves) {
  // The leads are neither orthogonal nor of equal length, and the first waves stay: one degree of
  // the heart is a half to two of the leads. Steps of 0.55 of what is missing settle within 0.1°.
  constexpr int kRounds = 32;
  for (int round = 0; round < kRounds; ++round) {
    double turn = axis_degrees - FrontalAxisDegrees(waves, projection);
    if (turn > 180.0) turn -= 360.0;
    if (turn < -180.0) turn += 360.0;
    turn *= 0.55;
    const double cosine = std::cos(turn / kDegrees);
    const double sine = std::sin(turn / kDegrees);
    for (size_t i = first; i < waves.size(); ++i) {
      Vector3& peak = waves[i].peak_mv;
      const double x = peak.x;
      peak.x = cosine * x - sine * peak.y;
      peak.y = sine * x + cosine * peak.y;
    }
  }
}

void Scale(double factor, std::vector<Wave>& waves) {
  for (Wave& wave : waves) wave.peak_mv = factor * wave.peak_mv;
}

}  // namespace supreme
