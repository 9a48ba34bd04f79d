// ECG waveforms in DICOM files (PS3.3, A.34 and C.10.9; lead codes of PS3.16, CID 3001).
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "signal/record.h"

namespace supreme::formats {

// Reads 12-lead, general and ambulatory ECG waveform storage. Of several multiplex groups the one
// with most leads, then the longest, is taken; median beats and derived groups are left out. Lead
// names come from the channel source's SCP-ECG or MDC code, else from its meaning. Samples in mV:
// (sample × sensitivity × correction factor) + baseline; padding values (if not 0) and channels
// whose unit is no voltage are NaN (the latter with a warning). Age, sex, text annotations and the
// measurements of the whole group are taken over; names, ids and dates are not. Sample skew is not
// applied. Errors: kInvalidInput (no ECG, transfer syntax, sample type, over kMaxSamples),
// kCorruptData. Thread-safe.
Record ReadDicom(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
