// NumPy arrays: header literal, shapes, types.
#include "formats/npy.h"

#include "format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  supreme::formats::ReadOptions options;
  options.sample_rate_hz = 500;
  options.unit = "mV";
  return supreme::FuzzRecord(
      data, size, [&](auto bytes) { return supreme::formats::ReadNpy(bytes, "input", options); });
}
