#include "tests/synth/criteria/reading.h"

#include <algorithm>
#include <array>

namespace supreme::criteria {
namespace {

constexpr std::array<std::pair<size_t, size_t>, 9> kNeighbours = {{{kAvl, kI},
                                                                   {kI, kII},
                                                                   {kII, kAvf},
                                                                   {kAvf, kIII},
                                                                   {kV1, kV2},
                                                                   {kV2, kV3},
                                                                   {kV3, kV4},
                                                                   {kV4, kV5},
                                                                   {kV5, kV6}}};

bool Contains(LeadList leads, size_t lead) {
  return std::find(leads.begin(), leads.end(), lead) != leads.end();
}

}  // namespace

size_t CountLeads(const Reading& reading, LeadList leads, LeadHolds holds) {
  return static_cast<size_t>(std::count_if(leads.begin(), leads.end(),
                                           [&](size_t lead) { return holds(reading.Lead(lead)); }));
}

bool InNeighbours(const Reading& reading, LeadHolds holds, LeadList among) {
  return std::any_of(kNeighbours.begin(), kNeighbours.end(), [&](const auto& pair) {
    return Contains(among, pair.first) && Contains(among, pair.second) &&
           holds(reading.Lead(pair.first)) && holds(reading.Lead(pair.second));
  });
}

bool InNeighbours(const Reading& reading, LeadHolds holds) {
  return InNeighbours(reading, holds, kAll);
}

bool Within(double value, double low, double high) { return value >= low && value <= high; }

double RToS(const LeadMeasurements& lead) {
  return std::max(lead.r_mv, lead.r_prime_mv) / std::max(0.02, -lead.s_mv);
}

double NetMv(const LeadMeasurements& lead) {
  return std::max(lead.r_mv, lead.r_prime_mv) + std::min(lead.q_mv, lead.s_mv);
}

}  // namespace supreme::criteria
