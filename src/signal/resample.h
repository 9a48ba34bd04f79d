// Change of sampling rate with a zero-phase, Kaiser-windowed sinc filter (J. F. Kaiser, 1974).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace supreme {

// Figures are relative to half of the lower of the two rates, the Nyquist frequency f_N.
struct ResampleQuality {
  double transition = 0.2;  // band (1 ± transition/2)·f_N in which the gain falls from 1 to 0
  double attenuation_db = 80.0;  // outside it; the pass-band ripple is as small
};

// Immutable after construction; thread-safe. Rates need not be in a simple ratio: up to 2,048
// positions between two input samples are tabulated, finer ones are rounded to them.
// The filter has unit gain at 0 Hz for every output, so a constant stays exactly that constant's
// float neighbour, and reads beyond the ends of the signal see the first and last sample.
class Resampler {
 public:
  // Both rates in Hz and above 0; kInvalidInput otherwise, and for ratios beyond 1:1000.
  Resampler(double input_rate_hz, double output_rate_hz, const ResampleQuality& quality = {});

  // Samples that cover the same time as `input_count` samples at the input rate.
  size_t OutputCount(size_t input_count) const;
  // Input samples that output sample `index` reads: [begin, end), not clipped to the signal.
  struct Range {
    int64_t begin = 0;
    int64_t end = 0;
  };
  Range InputRange(size_t index) const;

  // Computes output samples first … first + output.size() − 1 of the whole `input`, which must be
  // finite and not empty. No allocation after the first call of a thread for a length.
  void Resample(std::span<const float> input, size_t first, std::span<float> output) const;

  size_t tap_count() const { return tap_count_; }

 private:
  struct Position {
    int64_t sample = 0;  // input sample at or before the output's time
    size_t phase = 0;
  };
  Position PositionOf(size_t index) const;
  void ResampleByPhase(std::span<const float> input, size_t first, std::span<float> output) const;
  void Design(double cutoff, double half_width, double beta);

  double step_;              // input samples per output sample
  size_t phase_count_ = 1;   // positions between two input samples
  size_t phase_step_ = 0;    // step_ in phases; 0 when it is not a whole number of them
  int64_t reach_ = 0;        // input samples before the position that the filter reads
  size_t tap_count_ = 0;     // taps of one phase, a multiple of 8
  std::vector<float> taps_;  // [phase_count, tap_count]
};

}  // namespace supreme
