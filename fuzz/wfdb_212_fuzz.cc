// Signal bytes in formats 212 and 16: the first byte picks the format and the samples per frame.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "signal/wfdb_decode.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const int format = (data[0] & 0x80) != 0 ? 16 : 212;
  const size_t width = 1 + (data[0] & 0x0F);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const uint64_t frames = supreme::DecodedCount(format, bytes.size()) / width;
  std::vector<int16_t> samples(frames * width);
  supreme::DecodeSamples(bytes, format, width, samples);
  std::vector<float> samples_mv(samples.size());
  supreme::ToMillivolts(samples, {200.0, 1024, supreme::InvalidSample(format)}, samples_mv);
  for (const int16_t sample : samples) {
    if (format == 212 && (sample < -2048 || sample > 2047)) std::abort();
  }
  supreme::SampleChecksum(samples);
  return 0;
}
