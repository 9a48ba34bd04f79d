// DICOM files: a record that is read holds what it says.
#include <span>

#include "formats/dicom.h"
#include "fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    const auto record =
        supreme::formats::ReadDicom(std::as_bytes(std::span(text.data(), text.size())), "fuzz.dcm");
    supreme::FuzzExpect(record.samples_mv.size() == record.lead_names.size() * record.sample_count);
    supreme::FuzzExpect(record.sample_rate_hz > 0);
  });
}
