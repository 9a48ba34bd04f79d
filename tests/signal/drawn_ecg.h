// ECGs put together from drawn beats whose every border and amplitude is known.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "core/rng.h"
#include "signal/leads.h"

namespace supreme {

// Times in ms from QRS onset. P and T are raised cosines, the QRS is a chain of triangles: borders
// are exact.
struct DrawnBeat {
  double pr_ms = 160.0;  // 0 = no P wave
  double p_ms = 100.0;
  double p_mv = 0.15;
  double qrs_ms = 100.0;
  // Corners of the QRS in lead II at equal distances between onset and end (both 0 mV).
  std::vector<double> qrs_mv = {-0.1, 1.2, -0.3};
  double t_peak_ms = 300.0;
  double t_half_ms = 80.0;  // from its peak to its end
  double t_mv = 0.3;
  double st_mv = 0.0;  // level from the end of the QRS to the T wave
};

// What each lead sees of lead II's drawing.
inline constexpr std::array<double, kLeadCount> kDrawnGain = {0.5,  1.0,  0.5, -0.75, 0.1, 0.75,
                                                              -0.6, -0.4, 0.3, 0.9,   1.1, 0.8};

inline double RaisedCosine(double time, double half_width) {
  if (std::abs(time) >= half_width) return 0.0;
  return 0.5 + 0.5 * std::cos(std::numbers::pi * time / half_width);
}

inline double DrawnMv(const DrawnBeat& beat, double ms) {
  double mv = 0.0;
  if (beat.pr_ms > 0.0) {
    mv += beat.p_mv * RaisedCosine(ms + beat.pr_ms - beat.p_ms / 2, beat.p_ms / 2);
  }
  mv += beat.t_mv * RaisedCosine(ms - beat.t_peak_ms, beat.t_half_ms);
  if (ms > beat.qrs_ms && ms < beat.t_peak_ms - beat.t_half_ms) mv += beat.st_mv;
  if (ms > 0.0 && ms < beat.qrs_ms) {
    const double step = beat.qrs_ms / static_cast<double>(beat.qrs_mv.size() + 1);
    const double corner = std::floor(ms / step);
    const size_t index = static_cast<size_t>(corner);
    const double left = index == 0 ? 0.0 : beat.qrs_mv[index - 1];
    const double right = index == beat.qrs_mv.size() ? 0.0 : beat.qrs_mv[index];
    mv += left + (right - left) * (ms / step - corner);
  }
  return mv;
}

struct DrawnEcg {
  double sample_rate_hz = 500.0;
  size_t sample_count = 5000;
  std::vector<float> samples_mv;
  std::array<uint8_t, kLeadCount> present;

  explicit DrawnEcg(double rate_hz = 500.0)
      : sample_rate_hz(rate_hz),
        sample_count(static_cast<size_t>(10.0 * rate_hz)),
        samples_mv(kLeadCount * sample_count, 0.0F) {
    present.fill(1);
  }

  std::span<float> Lead(size_t lead) {
    return std::span(samples_mv).subspan(lead * sample_count, sample_count);
  }

  void Add(const DrawnBeat& beat, double onset_s, const std::array<double, kLeadCount>& gain) {
    for (size_t i = 0; i < sample_count; ++i) {
      const double ms = (static_cast<double>(i) / sample_rate_hz - onset_s) * 1000.0;
      if (ms < -500.0 || ms > 800.0) continue;
      const double mv = DrawnMv(beat, ms);
      for (size_t lead = 0; lead < kLeadCount; ++lead) {
        samples_mv[lead * sample_count + i] += static_cast<float>(gain[lead] * mv);
      }
    }
  }

  // A beat every `rr_s` from 0.5 s on.
  void AddRegular(const DrawnBeat& beat, double rr_s) {
    for (double onset = 0.5; onset < 9.9; onset += rr_s) Add(beat, onset, kDrawnGain);
  }

  void AddNoise(double mv, uint64_t seed) {
    Rng rng(seed);
    for (float& sample : samples_mv) sample += static_cast<float>(rng.Normal(0.0, mv));
  }
};

}  // namespace supreme
