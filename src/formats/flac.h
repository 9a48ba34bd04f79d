// A FLAC stream (https://www.rfc-editor.org/rfc/rfc9639) that holds the signals of a WFDB record.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "signal/record.h"

namespace supreme::formats {

// One lead per channel, named "channel 0", … The numbers are the stream's own, without any unit:
// integers of up to 24 bits, which a float carries exactly. The WFDB header turns them into mV.
// Errors: kCorruptData (no stream, damaged, cut off), kInvalidInput (over 24 bits or kMaxSamples).
// Thread-safe.
Record ReadFlac(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
