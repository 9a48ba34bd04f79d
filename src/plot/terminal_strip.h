// A trace in a terminal: as braille letters, or as a picture of the sixel protocol (DEC VT340).
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace supreme {

struct TerminalStripOptions {
  size_t columns = 80;  // letters, at least 10 and at most 1,000 (clamped)
  size_t rows = 8;      // letters, 2–50 (clamped)
};

// Lines of U+2800–U+28FF, 2 × 4 dots each, ended by '\n'; the highest and lowest value touch the
// edges. Values that are not finite leave a gap. Empty for no finite value.
std::string BrailleStrip(std::span<const float> trace, const TerminalStripOptions& options);

// The same as sixels, 8 × 16 pixels for each letter: one escape sequence, ended by '\n'.
std::string SixelStrip(std::span<const float> trace, const TerminalStripOptions& options);

}  // namespace supreme
