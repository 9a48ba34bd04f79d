// What the fuzz targets of src/formats do with a record that a reader gave.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "fuzz_input.h"
#include "signal/record.h"

namespace supreme {

// Reads the bytes; a record must hold as many samples as it says, at a rate above 0.
template <class Read>
int FuzzRecord(const uint8_t* data, size_t size, Read&& read) {
  return FuzzText(data, size, [&](std::string_view text) {
    const Record record = read(std::as_bytes(std::span(text.data(), text.size())));
    FuzzExpect(record.samples_mv.size() == record.lead_names.size() * record.sample_count);
    FuzzExpect(record.sample_count > 0 && record.sample_rate_hz > 0);
  });
}

}  // namespace supreme
