// FLAC signal files of WFDB records: libFLAC on foreign bytes.
#include "formats/flac.h"

#include "format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzRecord(data, size,
                             [](auto bytes) { return supreme::formats::ReadFlac(bytes, "input"); });
}
