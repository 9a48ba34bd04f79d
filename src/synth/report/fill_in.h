// What a statement's wording leaves open: measured values, how marked a sign is, where it is seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/rng.h"
#include "synth/report/report.h"
#include "synth/truth/truth.h"

namespace supreme {

// Every `place` in `text` by `value`.
void Replace(std::string& text, std::string_view place, std::string_view value);

// The territory in which a sign is seen in at least two leads.
struct SignRegion {
  std::string_view name;   // "inferior"
  std::string_view leads;  // "II, III, aVF"
};
// For ST, T and Q findings without a territory of their own; nothing for others, and where the
// measured leads fit no territory.
std::optional<SignRegion> RegionOf(Finding finding, const EcgMeasurements& measurements);

// Fills {rate}, {pr}, {qrs}, {qtc}, {axis} (whole numbers), {longest} (seconds), {degree}
// ("marked ", "mild " or nothing, by severity), {where} (" in inferior leads" or nothing) and
// {region} ("inferior " or nothing). Nothing when a value was not measured.
std::optional<std::string> FillIn(std::string_view text, Finding finding, ReportStyle style,
                                  const Truth& truth, Rng& rng);

}  // namespace supreme
