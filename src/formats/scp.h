// SCP-ECG (EN 1064:2005+A1:2007, ISO/IEEE 11073-91064): rhythm data of section 6.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "signal/record.h"

namespace supreme::formats {

// Reads the rhythm data: stored as 16-bit values or Huffman-coded (default or own tables), as
// amplitudes, first or second differences. Leads in the order of the file; those that start later
// or end earlier hold NaN there; III, aVR, aVL, aVF are computed where the file leaves them out.
// Age and sex come from section 1. Reference beats (sections 4 and 5) are not read as rhythm.
// A wrong checksum of the file or of the patient's section is a warning (edited files have it), of
// a section that the samples depend on kCorruptData. kInvalidInput: data from which reference beats
// were subtracted, data of two sampling rates (bimodal compression), limits, no rhythm data.
// `source_path` names the file in errors and gives the record id. Thread-safe.
Record ReadScp(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
