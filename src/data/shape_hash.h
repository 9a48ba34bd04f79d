// Finds recordings that are one recording, whatever gain and offset their headers give.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "signal/record.h"

namespace supreme {

using ShapeHash = std::array<uint64_t, 2>;

// From the signs of the differences between neighbouring samples of the twelve leads: equal for
// copies that differ by positive factors, offsets or the order of the leads, and by nothing else
// but chance (half of a SHA-256). Nothing for a record without a change in any of the twelve leads.
std::optional<ShapeHash> HashShape(const Record& record);

}  // namespace supreme
