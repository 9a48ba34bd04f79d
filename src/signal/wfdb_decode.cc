#include "signal/wfdb_decode.h"

#include <algorithm>
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

int16_t SignExtend12(unsigned value) {
  return static_cast<int16_t>(static_cast<int>(value & 0xFFF) - ((value & 0x800) != 0 ? 4096 : 0));
}

// Three bytes hold two samples: the low bytes first and last, both high nibbles in the middle.
int16_t Sample212(const unsigned char* bytes, size_t index) {
  const unsigned char* pair = bytes + index / 2 * 3;
  if (index % 2 == 0) return SignExtend12(pair[0] | (pair[1] & 0x0Fu) << 8);
  return SignExtend12(pair[2] | (pair[1] & 0xF0u) << 4);
}

void Decode212(const char* bytes, size_t width, size_t frames, int16_t* samples) {
  const auto* source = reinterpret_cast<const unsigned char*>(bytes);
  for (size_t frame = 0; frame < frames; ++frame) {
    for (size_t place = 0; place < width; ++place) {
      samples[place * frames + frame] = Sample212(source, frame * width + place);
    }
  }
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

void DivideAsDouble(const int16_t* digital, size_t count, const Calibration& calibration,
                    float* samples_mv) {
  const auto baseline = static_cast<double>(calibration.baseline);
  for (size_t i = 0; i < count; ++i) {
    samples_mv[i] = static_cast<float>((digital[i] - baseline) / calibration.gain);
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

bool IsDecodable(int format) { return format == 16 || format == 212; }

int16_t InvalidSample(int format) { return format == 212 ? int16_t{-2048} : INT16_MIN; }

uint64_t EncodedBytes(int format, uint64_t count) {
  return format == 212 ? count + (count + 1) / 2 : 2 * count;
}

uint64_t DecodedCount(int format, uint64_t bytes) {
  return format == 212 ? bytes / 3 * 2 + (bytes % 3 == 2 ? 1 : 0) : bytes / 2;
}

void DecodeSamples(std::string_view bytes, int format, size_t width, std::span<int16_t> samples) {
  SUPREME_CHECK(IsDecodable(format) && width > 0 && samples.size() % width == 0);
  SUPREME_CHECK(bytes.size() >= EncodedBytes(format, samples.size()));
  const size_t frames = samples.size() / width;
  if (format == 212) {
    Decode212(bytes.data(), width, frames, samples.data());
  } else {
    Decode16(bytes.data(), width, frames, samples.data());
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

void ToMillivolts(std::span<const int16_t> digital, const Calibration& calibration,
                  std::span<float> samples_mv) {
  SUPREME_CHECK(digital.size() == samples_mv.size());
  const size_t count = digital.size();
  if (FloatsCarry(calibration)) {
    DivideAsFloat(digital.data(), count, static_cast<int32_t>(calibration.baseline),
                  static_cast<float>(calibration.gain), samples_mv.data());
  } else {
    DivideAsDouble(digital.data(), count, calibration, samples_mv.data());
  }
  if (!Contains(digital.data(), count, calibration.invalid)) return;
  for (size_t i = 0; i < count; ++i) {
    if (digital[i] == calibration.invalid) {
      samples_mv[i] = std::numeric_limits<float>::quiet_NaN();
    }
  }
}

}  // namespace supreme
