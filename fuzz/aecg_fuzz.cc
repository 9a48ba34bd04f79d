// HL7 aECG: XML, quantities, digits.
#include "formats/aecg.h"

#include "format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzRecord(data, size,
                             [](auto bytes) { return supreme::formats::ReadAecg(bytes, "input"); });
}
