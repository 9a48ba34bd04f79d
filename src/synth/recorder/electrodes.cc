#include "synth/recorder/electrodes.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace supreme {

ElectrodeOrder DrawElectrodeOrder(const Diagnosis& diagnosis, Rng& rng) {
  ElectrodeOrder order;
  std::iota(order.begin(), order.end(), size_t{0});
  const bool right = rng.Bernoulli(0.5);
  const size_t chest = kFirstChest + static_cast<size_t>(rng.Index(5));
  if (diagnosis.Has(Finding::kArmReversal)) std::swap(order[kRightArm], order[kLeftArm]);
  if (diagnosis.Has(Finding::kLegArmReversal)) {
    std::swap(order[right ? kRightArm : kLeftArm], order[kLeftLeg]);
  }
  if (diagnosis.Has(Finding::kChestReversal)) std::swap(order[chest], order[chest + 1]);
  return order;
}

bool InOrder(const ElectrodeOrder& order) {
  for (size_t i = 0; i < kElectrodeCount; ++i) {
    if (order[i] != i) return false;
  }
  return true;
}

CleanLeads ExchangeElectrodes(const CleanLeads& clean, const ElectrodeOrder& order) {
  CleanLeads exchanged = clean;
  std::array<float, kElectrodeCount> potential{};
  for (size_t t = 0; t < clean[0].size(); ++t) {
    potential[kRightArm] = -(clean[0][t] + clean[1][t]) / 3.0F;
    potential[kLeftArm] = potential[kRightArm] + clean[0][t];
    potential[kLeftLeg] = potential[kRightArm] + clean[1][t];
    for (size_t chest = 0; chest < 6; ++chest) {
      potential[kFirstChest + chest] = clean[2 + chest][t];
    }
    const float right_arm = potential[order[kRightArm]];
    exchanged[0][t] = potential[order[kLeftArm]] - right_arm;
    exchanged[1][t] = potential[order[kLeftLeg]] - right_arm;
    for (size_t chest = 0; chest < 6; ++chest) {
      exchanged[2 + chest][t] = potential[order[kFirstChest + chest]];
    }
  }
  return exchanged;
}

IndependentLeads LeadDeviations(const PerElectrode& electrode_uv) {
  const auto square = [&](size_t i) { return electrode_uv[i] * electrode_uv[i]; };
  const double wilson = (square(kRightArm) + square(kLeftArm) + square(kLeftLeg)) / 9.0;
  IndependentLeads deviations{};
  deviations[0] = std::sqrt(square(kRightArm) + square(kLeftArm));
  deviations[1] = std::sqrt(square(kRightArm) + square(kLeftLeg));
  for (size_t chest = 0; chest < 6; ++chest) {
    deviations[2 + chest] = std::sqrt(square(kFirstChest + chest) + wilson);
  }
  return deviations;
}

}  // namespace supreme
