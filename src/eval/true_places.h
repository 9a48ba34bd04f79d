// Where a finding stands on a simulated ECG: what explanations are held against.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "eval/importance_map.h"
#include "synth/truth/truth.h"

namespace supreme {

// Findings of one family can be told apart by place alone, so places may be swapped among them.
enum class PlaceFamily : uint8_t {
  kEvents,       // some beats, all leads: the time tells
  kTerritories,  // all beats, some leads: the leads tell
};
std::string_view PlaceFamilyName(PlaceFamily family);  // "events", "territories"

struct PlacedFinding {
  Finding finding;
  PlaceFamily family;
  std::string_view place;  // in words
};

// Findings with a place that a criterion names:
//   events: from the onset of the QRS (of a premature atrial beat from 0.2 s before, its P wave) to
//   the end of T of the beats in question, all leads.
//   territories: the territory's leads that meet the criterion in this record (J point raised by
//   0.1 mV, or Q of 0.1 mV), there ST and T (elevation) or QRS to T (infarction) of every beat.
std::span<const PlacedFinding> PlacedFindings();

// One byte per cell of `grid`, 1 where at least half of the cell's time belongs to the place. Empty
// when the record shows no such place (no beat of the kind inside the recording).
std::vector<uint8_t> TruePlace(const PlacedFinding& finding, const Truth& truth,
                               const CellGrid& grid);

}  // namespace supreme
