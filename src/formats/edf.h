// EDF and EDF+ (https://www.edfplus.info/specs): ECG leads of a continuous recording.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "signal/record.h"

namespace supreme::formats {

// Reads the signals in units of voltage, scaled from their digital to their physical range; labels
// lose a leading "ECG " or "EKG ". Annotations are not read. When standard leads are among them,
// signals with another rate than theirs are left out with a warning, as are signals in other units.
// A file that ends early gives its whole data records, with a warning. Age and sex come from EDF+'s
// patient field. Errors: kCorruptData, kInvalidInput (EDF+D with its gaps, BDF, standard leads of
// different rates, limits). `source_path` names the file in errors and gives the record id.
// Thread-safe.
Record ReadEdf(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
