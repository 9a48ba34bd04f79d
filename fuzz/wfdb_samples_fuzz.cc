// Signal bytes in every format: the first byte picks the format and the samples per frame.
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "fuzz_input.h"
#include "signal/wfdb_decode.h"

namespace supreme {
namespace {

// Largest value of a format's samples; the smallest is the one that means "invalid".
int32_t Largest(int format) { return -(InvalidSample(format) + 1); }

template <class Digital>
void Decode(std::string_view bytes, int format, size_t width) {
  const uint64_t frames = DecodedCount(format, bytes.size()) / width;
  FuzzExpect(EncodedBytes(format, frames * width) <= bytes.size());
  std::vector<Digital> samples(frames * width);
  DecodeSamples(bytes, format, width, std::span<Digital>(samples));
  for (const Digital sample : samples) {
    FuzzExpect(sample >= InvalidSample(format) && sample <= Largest(format));
  }
  if constexpr (sizeof(Digital) == 4) {
    if (format == 8 && !samples.empty()) SumDifferences(samples, width, samples[0]);
  }
  std::vector<float> samples_mv(samples.size());
  ToMillivolts(std::span<const Digital>(samples), {200.0, 1024, InvalidSample(format)}, samples_mv);
  SampleChecksum(std::span<const Digital>(samples));
}

}  // namespace
}  // namespace supreme

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::array<int, 16> kFormats = {212, 8,  24,  32,  61, 80,  160, 310,
                                            16,  16, 311, 212, 24, 310, 311, 8};
  if (size == 0) return 0;
  const int format = kFormats[data[0] >> 4];
  const size_t width = 1 + (data[0] & 0x0F);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (supreme::IsWide(format)) {
    supreme::Decode<int32_t>(bytes, format, width);
  } else {
    supreme::Decode<int16_t>(bytes, format, width);
  }
  return 0;
}
