// A standard window as a record again, for code that reads records.
#pragma once

#include <cstddef>

#include "signal/record.h"
#include "signal/window.h"

namespace supreme {

// The leads that are present, their first `sample_count` samples at 500 Hz; nothing else is set.
Record RecordOfWindow(const EcgWindow& window, size_t sample_count);

}  // namespace supreme
