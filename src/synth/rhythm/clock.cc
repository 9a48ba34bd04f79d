#include "synth/rhythm/clock.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;
constexpr double kBeforeS = 3.5;

// Intervals as deviations from their mean; `seen` of them, from index `before`, lie inside the
// recording.
struct Intervals {
  double first_s = 0.0;  // the first time inside the recording
  size_t before = 0;
  size_t seen = 0;
  std::vector<double> deviation_s;
};

Intervals MakeFrame(const RhythmCase& rhythm, double rr_s, Rng& rng) {
  Intervals frame;
  frame.first_s = rng.Uniform() * rr_s;
  frame.before = static_cast<size_t>(std::ceil(kBeforeS / rr_s)) + 1;
  frame.seen = static_cast<size_t>(std::max(1.0, (rhythm.duration_s - frame.first_s) / rr_s));
  const double after_s = 1.5 * rhythm.duration_s + 4.0;
  frame.deviation_s.resize(frame.before + static_cast<size_t>(std::ceil(after_s / rr_s)) + 1);
  return frame;
}

// Mean 0 over the intervals inside the recording: then the mean RR there is as asked.
void Centre(Intervals& frame) {
  double sum = 0.0;
  for (size_t i = 0; i < frame.seen; ++i) sum += frame.deviation_s[frame.before + i];
  const double mean = sum / static_cast<double>(frame.seen);
  for (double& deviation : frame.deviation_s) deviation -= mean;
}

struct Extremes {
  double low = 0.0;
  double high = 0.0;
};

Extremes Seen(const Intervals& frame) {
  const auto begin = frame.deviation_s.begin() + static_cast<std::ptrdiff_t>(frame.before);
  const auto [low, high] =
      std::minmax_element(begin, begin + static_cast<std::ptrdiff_t>(frame.seen));
  return {*low, *high};
}

// Stretches the deviations so that longest − shortest lies in the limits. Outside the recording
// no interval is longer or shorter than inside.
void LimitRange(Intervals& frame, double smallest_s, double largest_s) {
  const Extremes seen = Seen(frame);
  const double range = seen.high - seen.low;
  if (range <= 0.0) return;
  const double factor = std::clamp(range, smallest_s, largest_s) / range;
  for (double& deviation : frame.deviation_s) {
    deviation = factor * std::clamp(deviation, seen.low, seen.high);
  }
}

std::vector<double> Times(const Intervals& frame, double rr_s) {
  std::vector<double> times(frame.deviation_s.size() + 1);
  times[frame.before] = frame.first_s;
  for (size_t i = frame.before; i < frame.deviation_s.size(); ++i) {
    times[i + 1] = times[i] + rr_s + frame.deviation_s[i];
  }
  for (size_t i = frame.before; i > 0; --i) {
    times[i - 1] = times[i] - rr_s - frame.deviation_s[i - 1];
  }
  return times;
}

// sin(phase + k · step) for k = 0, 1, …, by rotation.
class Oscillator {
 public:
  Oscillator(double phase, double step)
      : sine_(std::sin(phase)), cosine_(std::cos(phase)), s_(std::sin(step)), c_(std::cos(step)) {}
  double Next() {
    const double value = sine_;
    sine_ = value * c_ + cosine_ * s_;
    cosine_ = cosine_ * c_ - value * s_;
    return value;
  }

 private:
  double sine_;
  double cosine_;
  double s_;
  double c_;
};

}  // namespace

std::vector<double> SinusClock(const RhythmCase& rhythm, const ClockOptions& options, Rng& rng) {
  Intervals frame = MakeFrame(rhythm, options.rr_s, rng);
  const double spread_s = options.variation * options.rr_s;
  const double breathing_s = spread_s * std::sqrt(2.0 * options.breathing_share);
  // Blood pressure waves (0.1 Hz) and slower changes (Task Force 1996, doi
  // 10.1161/01.CIR.93.5.1043).
  const double slow_s = spread_s * std::sqrt(options.slow_share);
  const double jitter_s =
      spread_s * std::sqrt(std::max(0.0, 1.0 - options.breathing_share - options.slow_share)) +
      0.0015;
  const double start_s = frame.first_s - static_cast<double>(frame.before) * options.rr_s;
  Oscillator breathing(rhythm.breathing_phase + kTwoPi * rhythm.breathing_hz * start_s,
                       kTwoPi * rhythm.breathing_hz * options.rr_s);
  Oscillator pressure(rng.Uniform(0.0, kTwoPi), kTwoPi * rng.Uniform(0.07, 0.13) * options.rr_s);
  Oscillator drift(rng.Uniform(0.0, kTwoPi), kTwoPi * rng.Uniform(0.01, 0.05) * options.rr_s);
  // Deep and shallow breaths.
  Oscillator depth(rng.Uniform(0.0, kTwoPi), kTwoPi * rng.Uniform(0.02, 0.08) * options.rr_s);
  for (double& deviation : frame.deviation_s) {
    deviation = breathing_s * (1.0 + 0.25 * depth.Next()) * breathing.Next() +
                slow_s * (pressure.Next() + drift.Next()) + jitter_s * rng.Normal();
  }
  Centre(frame);
  LimitRange(frame, options.smallest_range_s, options.largest_range_s);
  return Times(frame, options.rr_s);
}

std::vector<double> IrregularClock(const RhythmCase& rhythm, const IrregularOptions& options,
                                   Rng& rng) {
  Intervals frame = MakeFrame(rhythm, options.rr_s, rng);
  const double lowest = options.shortest_s - options.rr_s;
  for (double& deviation : frame.deviation_s) {
    const double exponent = options.variation * std::clamp(rng.Normal(), -2.5, 2.8);
    deviation = options.rr_s * (std::exp(exponent) - 1.0);
  }
  Centre(frame);
  for (double& deviation : frame.deviation_s) deviation = std::max(deviation, lowest);
  return Times(frame, options.rr_s);
}

std::vector<double> RegularClock(const RhythmCase& rhythm, double rr_s, double variation,
                                 Rng& rng) {
  ClockOptions options;
  options.rr_s = rr_s;
  options.variation = variation;
  options.breathing_share = 0.1;
  options.slow_share = 0.4;
  options.largest_range_s = 0.1 * rr_s;
  return SinusClock(rhythm, options, rng);
}

}  // namespace supreme
