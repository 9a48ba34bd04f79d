#include "signal/lead_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace supreme {
namespace {

constexpr size_t kLimbLeads = 6;
constexpr size_t kLeadI = 0;
constexpr size_t kLeadAvr = 3;
constexpr size_t kFirstChest = 6;
constexpr size_t kLeadV6 = 11;

bool AllHold(const LeadProducts& products, size_t* checked) {
  bool hold = true;
  *checked = 0;
  for (const LimbIdentity& identity : kLimbIdentities) {
    const auto residual = CheckIdentity(products, identity);
    if (!residual) continue;
    ++*checked;
    hold = hold && residual->Holds();
  }
  return hold;
}

LeadProducts Exchanged(LeadProducts products, const LeadMixUp& mix_up) {
  const auto [a, b] = mix_up;
  if (a == b) {
    for (size_t other = 0; other < kLeadCount; ++other) {
      products.mv2[a][other] = -products.mv2[a][other];
      products.mv2[other][a] = -products.mv2[other][a];
    }
    return products;
  }
  std::swap(products.used[a], products.used[b]);
  std::swap(products.mv2[a], products.mv2[b]);
  for (auto& row : products.mv2) std::swap(row[a], row[b]);
  return products;
}

double ChestWay(const LeadProducts& products, const std::array<size_t, 6>& order) {
  double way = 0.0;
  for (size_t i = 0; i + 1 < order.size(); ++i) {
    const size_t a = order[i], b = order[i + 1];
    way += std::sqrt(
        std::max(0.0, products.mv2[a][a] + products.mv2[b][b] - 2.0 * products.mv2[a][b]));
  }
  return way;
}

}  // namespace

std::string Describe(const LeadMixUp& mix_up) {
  const std::string a(kLeadNames[mix_up.a]);
  if (mix_up.a == mix_up.b) return "lead " + a + " upside down?";
  return "leads " + a + " and " + std::string(kLeadNames[mix_up.b]) + " exchanged?";
}

std::optional<LeadMixUp> FindLimbMixUp(const LeadProducts& products) {
  size_t checked = 0;
  if (AllHold(products, &checked) || checked < 2) return std::nullopt;
  std::vector<LeadMixUp> mended;
  for (size_t a = 0; a < kLimbLeads; ++a) {
    for (size_t b = a; b < kLeadCount; ++b) {
      if (products.used[a] == 0 || products.used[b] == 0) continue;
      size_t still_checked = 0;
      const bool holds = AllHold(Exchanged(products, {a, b}), &still_checked);
      if (holds && still_checked == checked) mended.push_back({a, b});
    }
  }
  if (mended.size() != 1) return std::nullopt;
  return mended[0];
}

std::optional<double> FindArmReversal(const LeadProducts& products) {
  if (!products.used[kLeadI] || !products.used[kLeadAvr] || !products.used[kLeadV6]) return {};
  const double correlation = products.Correlation(kLeadI, kLeadV6);
  if (correlation > kMaxReversalCorrelation || products.Correlation(kLeadAvr, kLeadV6) <= 0.0) {
    return std::nullopt;
  }
  return correlation;
}

std::optional<size_t> FindEmptyLimbLead(const LeadProducts& products) {
  if (!products.used[0] || !products.used[1] || !products.used[2]) return std::nullopt;
  for (size_t lead = 0; lead < 3; ++lead) {
    const double others_mv =
        (products.DeviationMv((lead + 1) % 3) + products.DeviationMv((lead + 2) % 3)) / 2.0;
    if (products.DeviationMv(lead) < kMinLimbShare * others_mv) return lead;
  }
  return std::nullopt;
}

std::optional<ChestOrder> FindChestExchange(const LeadProducts& products) {
  for (size_t lead = kFirstChest; lead < kLeadCount; ++lead) {
    if (products.used[lead] == 0) return std::nullopt;
  }
  std::array<size_t, 6> order;
  std::iota(order.begin(), order.end(), kFirstChest);
  const double way = ChestWay(products, order);
  if (way <= 0.0) return std::nullopt;
  ChestOrder best;
  for (size_t a = 0; a < order.size(); ++a) {
    for (size_t b = a + 1; b < order.size(); ++b) {
      std::array<size_t, 6> other = order;
      std::swap(other[a], other[b]);
      const double share = ChestWay(products, other) / way;
      if (share < best.length_share) best = {{order[a], order[b]}, share};
    }
  }
  if (best.length_share > kMaxChestWayShare) return std::nullopt;
  return best;
}

}  // namespace supreme
