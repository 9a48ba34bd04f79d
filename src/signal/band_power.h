// How the power of a trace is spread over frequencies.
#pragma once

#include <array>
#include <complex>
#include <span>
#include <vector>

namespace supreme {

// Discrete Fourier transform in place; the length must be a power of two (kInternal otherwise).
void FourierTransform(std::vector<std::complex<double>>& values);

// Borders of the bands in Hz: baseline, ST and T, P and QRS, fine QRS, mains and muscle, the rest.
inline constexpr std::array<double, 7> kBandBordersHz = {0.0, 0.5, 5.0, 15.0, 40.0, 100.0, 250.0};
inline constexpr size_t kBandCount = kBandBordersHz.size() - 1;

// Mean square of the trace within each band, in squared units of the trace; the mean of the trace
// is taken out first, and the bands sum to the variance as far as they reach. A trace is padded
// with zeros to a power of two. All 0 for an empty trace. Thread-safe.
std::array<double, kBandCount> BandPowers(std::span<const float> trace, double sample_rate_hz);

}  // namespace supreme
