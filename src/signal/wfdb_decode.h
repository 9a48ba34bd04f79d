// Signal file bytes to digital samples (https://physionet.org/physiotools/wag/signal-5.htm).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace supreme {

// True for the formats that DecodeSamples knows: 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311.
bool IsDecodable(int format);

// True for formats whose samples need more than 16 bits: 8 (differences add up), 24, 32 and 524.
bool IsWide(int format);

// Digital value that stands for "no valid sample": the smallest of the format, e.g. −32768 in
// format 16 and −2048 in format 212. Format 8 has none and gives the smallest 32-bit number.
int32_t InvalidSample(int format);

// Bytes that `count` samples take in a signal file.
uint64_t EncodedBytes(int format, uint64_t count);

// Samples that fit wholly into `bytes`.
uint64_t DecodedCount(int format, uint64_t bytes);

// Sorts the interleaved samples of a signal file by their place in the frame; format 8 gives
// differences, see SumDifferences.
//   bytes    at least EncodedBytes(format, samples.size())
//   width    samples per frame, all signals together
//   samples  [width, frames] row-major, written; 32 bits for IsWide formats, else 16
void DecodeSamples(std::string_view bytes, int format, size_t width, std::span<int16_t> samples);
void DecodeSamples(std::string_view bytes, int format, size_t width, std::span<int32_t> samples);

// Format 8: differences to samples, from the header's initial value on. `rows` [samples per frame,
// frames] of one signal; sums beyond 32 bits stay at the limit.
void SumDifferences(std::span<int32_t> rows, size_t samples_per_frame, int64_t initial_value);

// Sum of all samples modulo 2^16.
uint16_t SampleChecksum(std::span<const int16_t> samples);
uint16_t SampleChecksum(std::span<const int32_t> samples);

struct Calibration {
  double gain = 200.0;  // ADC units per mV
  int64_t baseline = 0;
  int32_t invalid = INT16_MIN;
};

// (digital − baseline) / gain in double precision, rounded to float; NaN for invalid samples.
void ToMillivolts(std::span<const int16_t> digital, const Calibration& calibration,
                  std::span<float> samples_mv);
void ToMillivolts(std::span<const int32_t> digital, const Calibration& calibration,
                  std::span<float> samples_mv);

}  // namespace supreme
