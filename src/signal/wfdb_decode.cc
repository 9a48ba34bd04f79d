#include "signal/wfdb_decode.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/error.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

static_assert(std::endian::native == std::endian::little, "format 16 is little-endian");

constexpr size_t kBlockFrames = 256;  // a block of 12 leads stays in the first-level cache

void Decode16(const char* bytes, size_t width, size_t frames, int16_t* samples) {
  for (size_t begin = 0; begin < frames; begin += kBlockFrames) {
    const size_t end = std::min(frames, begin + kBlockFrames);
    for (size_t place = 0; place < width; ++place) {
      const char* source = bytes + 2 * (begin * width + place);
      int16_t* target = samples + place * frames;
      for (size_t frame = begin; frame < end; ++frame, source += 2 * width) {
        std::memcpy(target + frame, source, 2);
      }
    }
  }
}

// The low `bits` of `value` as a two's complement number.
int32_t SignExtend(uint32_t value, int bits) {
  const uint32_t sign = uint32_t{1} << (bits - 1);
  return static_cast<int32_t>(((value & (2 * sign - 1)) ^ sign) - sign);
}

// How one sample stands in the bytes, by its index in the file.
using Bytes = const unsigned char*;

// Three bytes hold two samples: the low bytes first and last, both high nibbles in the middle.
int32_t Sample212(Bytes bytes, size_t index) {
  const Bytes pair = bytes + index / 2 * 3;
  if (index % 2 == 0) return SignExtend(pair[0] | (pair[1] & 0x0Fu) << 8, 12);
  return SignExtend(pair[2] | (pair[1] & 0xF0u) << 4, 12);
}

// Two little-endian words hold three samples of 10 bits: bits 1–10 of each, and the top five bits
// of both (those of the first word are the low ones).
int32_t Sample310(Bytes bytes, size_t index) {
  const Bytes group = bytes + index / 3 * 4;
  const size_t place = index % 3;
  const auto word = [group](size_t which) -> uint32_t {
    return group[2 * which] | uint32_t{group[2 * which + 1]} << 8;
  };
  if (place < 2) return SignExtend(word(place) >> 1, 10);
  return SignExtend(word(0) >> 11 | (word(1) >> 11) << 5, 10);
}

// A little-endian word of 32 bits holds three samples of 10 bits, lowest first.
int32_t Sample311(Bytes bytes, size_t index) {
  const size_t bit = index % 3 * 10;
  const Bytes first = bytes + index / 3 * 4 + bit / 8;
  return SignExtend((first[0] | uint32_t{first[1]} << 8) >> (bit % 8), 10);
}

int32_t Sample24(Bytes bytes, size_t index) {
  const Bytes sample = bytes + 3 * index;
  return SignExtend(sample[0] | uint32_t{sample[1]} << 8 | uint32_t{sample[2]} << 16, 24);
}

int32_t Sample32(Bytes bytes, size_t index) {
  int32_t sample = 0;
  std::memcpy(&sample, bytes + 4 * index, 4);
  return sample;
}

int32_t SampleOfBytes(Bytes bytes, size_t index, int format) {
  switch (format) {
    case 61:  // big-endian
      return SignExtend(uint32_t{bytes[2 * index]} << 8 | bytes[2 * index + 1], 16);
    case 80:  // offset binary
      return bytes[index] - 128;
    case 160:
      return (bytes[2 * index] | bytes[2 * index + 1] << 8) - 32768;
    default:  // 8: differences
      return SignExtend(bytes[index], 8);
  }
}

template <class Digital, class SampleAt>
void DecodeEach(size_t width, std::span<Digital> samples, SampleAt&& sample_at) {
  const size_t frames = samples.size() / width;
  for (size_t frame = 0; frame < frames; ++frame) {
    for (size_t place = 0; place < width; ++place) {
      samples[place * frames + frame] = static_cast<Digital>(sample_at(frame * width + place));
    }
  }
}

template <class Digital>
void DecodeAny(Bytes bytes, int format, size_t width, std::span<Digital> samples) {
  switch (format) {
    case 24:
      return DecodeEach(width, samples, [=](size_t i) { return Sample24(bytes, i); });
    case 32:
      return DecodeEach(width, samples, [=](size_t i) { return Sample32(bytes, i); });
    case 212:
      return DecodeEach(width, samples, [=](size_t i) { return Sample212(bytes, i); });
    case 310:
      return DecodeEach(width, samples, [=](size_t i) { return Sample310(bytes, i); });
    case 311:
      return DecodeEach(width, samples, [=](size_t i) { return Sample311(bytes, i); });
    default:
      return DecodeEach(width, samples, [=](size_t i) { return SampleOfBytes(bytes, i, format); });
  }
}

void CheckDecodable(std::string_view bytes, int format, size_t width, size_t count) {
  SUPREME_CHECK(IsDecodable(format) && width > 0 && count % width == 0);
  SUPREME_CHECK(bytes.size() >= EncodedBytes(format, count));
}

// Correctly rounded float division: equal to the double quotient rounded to float, because double
// carries more than 2 × 24 + 2 bits (Figueroa, 1995). Holds for operands that floats can carry.
SUPREME_VECTOR_CLONES
void DivideAsFloat(const int16_t* digital, size_t count, int32_t baseline, float gain,
                   float* samples_mv) {
  for (size_t i = 0; i < count; ++i) {
    samples_mv[i] = static_cast<float>(digital[i] - baseline) / gain;
  }
}

template <class Digital>
void DivideAsDouble(std::span<const Digital> digital, const Calibration& calibration,
                    std::span<float> samples_mv) {
  const auto baseline = static_cast<double>(calibration.baseline);
  for (size_t i = 0; i < digital.size(); ++i) {
    samples_mv[i] = static_cast<float>((digital[i] - baseline) / calibration.gain);
  }
}

template <class Digital>
void ClearInvalid(std::span<const Digital> digital, int32_t invalid, std::span<float> samples_mv) {
  for (size_t i = 0; i < digital.size(); ++i) {
    if (digital[i] == invalid) samples_mv[i] = std::numeric_limits<float>::quiet_NaN();
  }
}

SUPREME_VECTOR_CLONES
bool Contains(const int16_t* digital, size_t count, int16_t value) {
  int16_t found = 0;
  for (size_t i = 0; i < count; ++i) found = static_cast<int16_t>(found | (digital[i] == value));
  return found != 0;
}

bool FloatsCarry(const Calibration& calibration) {
  constexpr int64_t kMaxBaseline = 1 << 23;
  return static_cast<double>(static_cast<float>(calibration.gain)) == calibration.gain &&
         std::abs(calibration.baseline) < kMaxBaseline;
}

}  // namespace

bool IsDecodable(int format) {
  constexpr std::array<int, 10> kDecodable = {8, 16, 24, 32, 61, 80, 160, 212, 310, 311};
  return std::find(kDecodable.begin(), kDecodable.end(), format) != kDecodable.end();
}

bool IsWide(int format) { return format == 8 || format == 24 || format == 32 || format == 524; }

int32_t InvalidSample(int format) {
  switch (format) {
    case 80:
    case 508:
      return -128;
    case 310:
    case 311:
      return -512;
    case 212:
      return -2048;
    case 24:
    case 524:
      return -(1 << 23);
    case 8:
    case 32:
      return INT32_MIN;
    default:
      return INT16_MIN;
  }
}

uint64_t EncodedBytes(int format, uint64_t count) {
  switch (format) {
    case 8:
    case 80:
      return count;
    case 24:
      return 3 * count;
    case 32:
      return 4 * count;
    case 212:
      return count + (count + 1) / 2;
    case 310:
      return count / 3 * 4 + count % 3 * 2;
    case 311:
      return count / 3 * 4 + (count % 3 == 0 ? 0 : count % 3 + 1);
    default:
      return 2 * count;
  }
}

uint64_t DecodedCount(int format, uint64_t bytes) {
  switch (format) {
    case 8:
    case 80:
      return bytes;
    case 24:
      return bytes / 3;
    case 32:
      return bytes / 4;
    case 212:
      return bytes / 3 * 2 + (bytes % 3 == 2 ? 1 : 0);
    case 310:
      return bytes / 4 * 3 + bytes % 4 / 2;
    case 311:
      return bytes / 4 * 3 + (bytes % 4 < 2 ? 0 : bytes % 4 - 1);
    default:
      return bytes / 2;
  }
}

void DecodeSamples(std::string_view bytes, int format, size_t width, std::span<int16_t> samples) {
  CheckDecodable(bytes, format, width, samples.size());
  SUPREME_CHECK(!IsWide(format));
  if (format == 16) {
    Decode16(bytes.data(), width, samples.size() / width, samples.data());
  } else {
    DecodeAny(reinterpret_cast<Bytes>(bytes.data()), format, width, samples);
  }
}

void DecodeSamples(std::string_view bytes, int format, size_t width, std::span<int32_t> samples) {
  CheckDecodable(bytes, format, width, samples.size());
  SUPREME_CHECK(IsWide(format));
  DecodeAny(reinterpret_cast<Bytes>(bytes.data()), format, width, samples);
}

void SumDifferences(std::span<int32_t> rows, size_t samples_per_frame, int64_t initial_value) {
  constexpr int64_t kLow = INT32_MIN;
  constexpr int64_t kHigh = INT32_MAX;
  const size_t frames = rows.size() / samples_per_frame;
  int64_t sum = std::clamp(initial_value, kLow, kHigh);
  for (size_t frame = 0; frame < frames; ++frame) {
    for (size_t place = 0; place < samples_per_frame; ++place) {
      int32_t& sample = rows[place * frames + frame];
      sum = std::clamp(sum + sample, kLow, kHigh);
      sample = static_cast<int32_t>(sum);
    }
  }
}

SUPREME_VECTOR_CLONES
uint16_t SampleChecksum(std::span<const int16_t> samples) {
  uint16_t sum = 0;
  for (const int16_t sample : samples) {
    sum = static_cast<uint16_t>(sum + static_cast<uint16_t>(sample));
  }
  return sum;
}

uint16_t SampleChecksum(std::span<const int32_t> samples) {
  uint32_t sum = 0;
  for (const int32_t sample : samples) sum += static_cast<uint32_t>(sample);
  return static_cast<uint16_t>(sum);
}

void ToMillivolts(std::span<const int16_t> digital, const Calibration& calibration,
                  std::span<float> samples_mv) {
  SUPREME_CHECK(digital.size() == samples_mv.size());
  const size_t count = digital.size();
  if (FloatsCarry(calibration)) {
    DivideAsFloat(digital.data(), count, static_cast<int32_t>(calibration.baseline),
                  static_cast<float>(calibration.gain), samples_mv.data());
  } else {
    DivideAsDouble(digital, calibration, samples_mv);
  }
  const bool fits = calibration.invalid >= INT16_MIN;
  if (fits && Contains(digital.data(), count, static_cast<int16_t>(calibration.invalid))) {
    ClearInvalid(digital, calibration.invalid, samples_mv);
  }
}

void ToMillivolts(std::span<const int32_t> digital, const Calibration& calibration,
                  std::span<float> samples_mv) {
  SUPREME_CHECK(digital.size() == samples_mv.size());
  DivideAsDouble(digital, calibration, samples_mv);
  ClearInvalid(digital, calibration.invalid, samples_mv);
}

}  // namespace supreme
