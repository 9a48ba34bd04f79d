// The nine electrodes that make twelve leads, and what happens when they are exchanged.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/heart/render.h"

namespace supreme {

inline constexpr size_t kRightArm = 0;
inline constexpr size_t kLeftArm = 1;
inline constexpr size_t kLeftLeg = 2;
inline constexpr size_t kFirstChest = 3;
inline constexpr size_t kElectrodeCount = 9;

// One value or one row of values for each electrode, µV against an arbitrary common level.
using PerElectrode = std::array<double, kElectrodeCount>;
using ElectrodeRows = std::array<std::vector<float>, kElectrodeCount>;

// electrode[i] sits where electrode i belongs.
using ElectrodeOrder = std::array<size_t, kElectrodeCount>;
inline constexpr ElectrodeOrder kElectrodesInPlace = {0, 1, 2, 3, 4, 5, 6, 7, 8};

// What `diagnosis` says of reversals; `rng` draws which leg-arm and which chest pair.
ElectrodeOrder DrawElectrodeOrder(const Diagnosis& diagnosis, Rng& rng);
bool InOrder(const ElectrodeOrder& order);

// The leads that wrongly placed electrodes record: potentials with RA + LA + LL = 0 and chest
// electrodes against Wilson's terminal, exchanged, and formed to leads again.
CleanLeads ExchangeElectrodes(const CleanLeads& clean, const ElectrodeOrder& order);

// Standard deviations in the eight independent leads from those of independent electrodes.
IndependentLeads LeadDeviations(const PerElectrode& electrode_uv);

}  // namespace supreme
