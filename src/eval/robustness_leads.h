// What goes wrong with leads: missing ones, silent ones, exchanged electrodes, wrong names, gains
// and sample rates. Each changes a window as a recording with that fault would have come in.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "core/rng.h"
#include "signal/window.h"

namespace supreme {

// Only the named leads remain; the others count as not recorded.
void KeepLeads(std::span<const size_t> leads, EcgWindow& window);
// `count` of the leads that are present, drawn at random, are lost; one always remains.
void LoseLeads(size_t count, EcgWindow& window, Rng& rng);
// `count` of them are recorded as a line at 0 mV, as by a loose cable: nothing says that they are
// missing.
void SilenceLeads(size_t count, EcgWindow& window, Rng& rng);

// New lead i is `sign[i]` times old lead `from[i]`.
struct LeadChange {
  std::array<size_t, kLeadCount> from = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  std::array<float, kLeadCount> sign = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
};
void ChangeLeads(const LeadChange& change, EcgWindow& window);

// Two limb electrodes under each other's place: what the machine then records as the six limb leads
// (Batchvarov, Malik, Camm, Europace 2007;9:1081). Chest leads do not change, for Wilson's terminal
// is the mean of all three.
enum class LimbExchange { kArms, kRightArmLeg, kLeftArmLeg };
LeadChange ExchangeLimbs(LimbExchange exchange);
// Leads `a` and `b` under each other's name.
LeadChange ExchangeNames(size_t a, size_t b);
LeadChange UpsideDown(size_t lead);
// V1 to V6 placed from right to left.
LeadChange ReverseChest();

void MultiplyGain(double factor, EcgWindow& window);
// As if recorded at `rate_hz` and brought to the window's rate again. Below the window's rate.
void LowerRate(double rate_hz, EcgWindow& window);

}  // namespace supreme
