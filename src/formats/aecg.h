// HL7 Annotated ECG (aECG, HL7 V3 XML, root element AnnotatedECG): the rhythm strips.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "signal/record.h"

namespace supreme::formats {

// Reads the first RHYTHM series that has leads: in the order of the file, names without
// "MDC_ECG_LEAD_", millivolts = (origin + scale × digit) in their units, rate from the time
// sequence's increment. Median beats (derived series) are not read. Values that the file marks as
// missing (nullFlavor, or its codes among the digits) are NaN. Statements of the interpretation
// become comments. What is left out (a second rhythm series, sequence sets of another time) is a
// warning. `source_path` names the file in errors and gives the record id. Errors: kCorruptData,
// kInvalidInput (unknown unit, limits). Thread-safe.
Record ReadAecg(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
