// MATLAB files of level 4 and 5: a record that is read holds what it says.
#include <span>

#include "formats/mat.h"
#include "fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    const auto record =
        supreme::formats::ReadMat(std::as_bytes(std::span(text.data(), text.size())), "fuzz.mat",
                                  {.sample_rate_hz = 500, .unit = "uV", .lead_names = {}});
    supreme::FuzzExpect(record.samples_mv.size() == record.lead_names.size() * record.sample_count);
  });
}
