// Philips XML: XML, Base64, LZW, differences.
#include "formats/philips.h"

#include "format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzRecord(
      data, size, [](auto bytes) { return supreme::formats::ReadPhilips(bytes, "input"); });
}
