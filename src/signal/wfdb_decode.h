// Signal file bytes to digital samples (https://physionet.org/physiotools/wag/signal-5.htm).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace supreme {

// True for the formats that DecodeSamples knows: 16 and 212.
bool IsDecodable(int format);

// Digital value that stands for "no valid sample": −32768 in format 16, −2048 in format 212.
int16_t InvalidSample(int format);

// Bytes that `count` samples take in a signal file.
uint64_t EncodedBytes(int format, uint64_t count);

// Samples that fit wholly into `bytes`.
uint64_t DecodedCount(int format, uint64_t bytes);

// Sorts the interleaved samples of a signal file by their place in the frame.
//   bytes    at least EncodedBytes(format, samples.size())
//   width    samples per frame, all signals together
//   samples  [width, frames] row-major, written
void DecodeSamples(std::string_view bytes, int format, size_t width, std::span<int16_t> samples);

// Sum of all samples modulo 2^16.
uint16_t SampleChecksum(std::span<const int16_t> samples);

struct Calibration {
  double gain = 200.0;  // ADC units per mV
  int64_t baseline = 0;
  int16_t invalid = INT16_MIN;
};

// (digital − baseline) / gain in double precision, rounded to float; NaN for invalid samples.
void ToMillivolts(std::span<const int16_t> digital, const Calibration& calibration,
                  std::span<float> samples_mv);

}  // namespace supreme
