// How numbers are said: "above 120 ms", "over 0.12 s", "kleiner als 5 mm".
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "synth/truth/sign_builder.h"

namespace supreme {

// "0.25 mv", "120 ms", "60 per minute", "-30 degrees"; `variant` > 0 gives another unit or wording
// where there is one (mm at 10 mm/mV, seconds, bpm). Counts and ratios have no unit.
std::string Amount(double value, Unit unit, size_t variant);

// A name for what is measured and a limit it is above or below.
struct ThresholdWords {
  std::span<const std::string_view> names;   // "qrs duration"
  std::span<const std::string_view> german;  // "qrs-dauer"
  double limit = 0.0;                        // as said: positive for depths
  Unit unit = Unit::kMillivolts;
  bool over = true;   // above the limit (deeper, later, more) or below it
  bool deep = false;  // "deeper than" rather than "higher than"
  std::string place;  // " in v1" or ""
};

// The plainest text and about `count` more for `sign`; `turn` varies names, comparatives and units.
void AddThresholdTexts(SignBuilder& builder, uint32_t sign, const ThresholdWords& words,
                       size_t count, size_t turn);

}  // namespace supreme
