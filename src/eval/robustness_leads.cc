#include "eval/robustness_leads.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "signal/resample.h"

namespace supreme {
namespace {

constexpr size_t kI = 0, kII = 1, kIII = 2, kAvr = 3, kAvl = 4, kAvf = 5, kV1 = 6, kV6 = 11;

std::span<float> LeadOf(EcgWindow& window, size_t lead) {
  return std::span(window.samples_mv).subspan(lead * kWindowSamples, kWindowSamples);
}

void Clear(size_t lead, EcgWindow& window) { std::ranges::fill(LeadOf(window, lead), 0.0F); }

// At most `count` of the leads that are present, but never the last one.
std::vector<size_t> DrawLeads(size_t count, const EcgWindow& window, Rng& rng) {
  std::vector<size_t> leads;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] != 0) leads.push_back(lead);
  }
  rng.Shuffle(std::span(leads));
  leads.resize(leads.empty() ? 0 : std::min(count, leads.size() - 1));
  return leads;
}

}  // namespace

void KeepLeads(std::span<const size_t> leads, EcgWindow& window) {
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (std::ranges::find(leads, lead) != leads.end()) continue;
    window.present[lead] = 0;
    Clear(lead, window);
  }
}

void LoseLeads(size_t count, EcgWindow& window, Rng& rng) {
  for (const size_t lead : DrawLeads(count, window, rng)) {
    window.present[lead] = 0;
    Clear(lead, window);
  }
}

void SilenceLeads(size_t count, EcgWindow& window, Rng& rng) {
  for (const size_t lead : DrawLeads(count, window, rng)) Clear(lead, window);
}

void ChangeLeads(const LeadChange& change, EcgWindow& window) {
  const EcgWindow before = window;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const size_t from = change.from[lead];
    window.present[lead] = before.present[from];
    const std::span<float> target = LeadOf(window, lead);
    for (size_t i = 0; i < kWindowSamples; ++i) {
      target[i] = change.sign[lead] * before.samples_mv[from * kWindowSamples + i];
    }
  }
}

LeadChange ExchangeLimbs(LimbExchange exchange) {
  LeadChange change;
  switch (exchange) {
    case LimbExchange::kArms:
      std::swap(change.from[kII], change.from[kIII]);
      std::swap(change.from[kAvr], change.from[kAvl]);
      change.sign[kI] = -1.0F;
      break;
    case LimbExchange::kRightArmLeg:
      std::swap(change.from[kI], change.from[kIII]);
      std::swap(change.from[kAvr], change.from[kAvf]);
      change.sign[kI] = change.sign[kII] = change.sign[kIII] = -1.0F;
      break;
    case LimbExchange::kLeftArmLeg:
      std::swap(change.from[kI], change.from[kII]);
      std::swap(change.from[kAvl], change.from[kAvf]);
      change.sign[kIII] = -1.0F;
      break;
  }
  return change;
}

LeadChange ExchangeNames(size_t a, size_t b) {
  LeadChange change;
  std::swap(change.from[a], change.from[b]);
  return change;
}

LeadChange UpsideDown(size_t lead) {
  LeadChange change;
  change.sign[lead] = -1.0F;
  return change;
}

LeadChange ReverseChest() {
  LeadChange change;
  for (size_t lead = kV1; lead <= kV6; ++lead) change.from[lead] = kV1 + kV6 - lead;
  return change;
}

void MultiplyGain(double factor, EcgWindow& window) {
  for (float& sample : window.samples_mv) sample *= static_cast<float>(factor);
}

void LowerRate(double rate_hz, EcgWindow& window) {
  const Resampler down(kWindowRateHz, rate_hz), up(rate_hz, kWindowRateHz);
  std::vector<float> low(down.OutputCount(kWindowSamples));
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0) continue;
    const std::span<float> samples = LeadOf(window, lead);
    down.Resample(samples, 0, low);
    up.Resample(low, 0, samples);
  }
}

}  // namespace supreme
