#include "train/augment.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "signal/window.h"

namespace supreme {
namespace {

// xorshift32 (Marsaglia 2003, doi 10.18637/jss.v008.i14): 60,000 numbers a record must cost little.
class FastNoise {
 public:
  explicit FastNoise(uint64_t seed) : state_(static_cast<uint32_t>(seed) | 1u) {}
  // Uniform in [-1, 1).
  float Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return static_cast<float>(static_cast<int32_t>(state_)) * 0x1p-31f;
  }

 private:
  uint32_t state_;
};

std::span<float> LeadOf(std::span<float> samples_mv, size_t lead) {
  return samples_mv.subspan(lead * kWindowSamples, kWindowSamples);
}

}  // namespace

bool Augmenter::active() const {
  return config_.record_gain > 0.0 || config_.lead_gain > 0.0 || config_.lead_dropout > 0.0 ||
         config_.noise_mv > 0.0 || config_.crop_share > 0.0;
}

void Augmenter::Apply(const Rng& rng, std::span<float> samples_mv,
                      std::span<uint8_t> present) const {
  SUPREME_CHECK(samples_mv.size() == kLeadCount * kWindowSamples && present.size() == kLeadCount);
  if (config_.record_gain > 0.0 || config_.lead_gain > 0.0) Scale(rng.Fork("gain"), samples_mv);
  if (config_.noise_mv > 0.0) AddNoise(rng.Fork("noise"), samples_mv, present);
  if (config_.crop_share > 0.0) Crop(rng.Fork("crop"), samples_mv);
  if (config_.lead_dropout > 0.0) DropLeads(rng.Fork("leads"), samples_mv, present);
}

void Augmenter::Scale(const Rng& rng, std::span<float> samples_mv) const {
  Rng draws = rng;
  const double record = draws.Normal(0.0, config_.record_gain);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto gain = static_cast<float>(std::exp(record + draws.Normal(0.0, config_.lead_gain)));
    for (float& value : LeadOf(samples_mv, lead)) value *= gain;
  }
}

void Augmenter::AddNoise(const Rng& rng, std::span<float> samples_mv,
                         std::span<const uint8_t> present) const {
  Rng draws = rng;
  // A uniform number in [-1, 1) has deviation 1/√3; the sum over the anti-alias filter's taps is
  // near enough to normal.
  const auto size = static_cast<float>(draws.Uniform(0.0, config_.noise_mv) * std::sqrt(3.0));
  FastNoise noise(draws.NextU64());
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (present[lead] == 0) continue;
    for (float& value : LeadOf(samples_mv, lead)) value += size * noise.Next();
  }
}

void Augmenter::Crop(const Rng& rng, std::span<float> samples_mv) const {
  Rng draws = rng;
  if (!draws.Bernoulli(config_.crop_share)) return;
  const auto whole = static_cast<double>(kWindowSamples);
  const double shortest = std::min(config_.crop_shortest_s * kWindowRateHz, whole);
  const auto length = static_cast<size_t>(draws.Uniform(shortest, whole));
  const size_t start = draws.Index(kWindowSamples - length + 1);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const std::span<float> values = LeadOf(samples_mv, lead);
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(start), length, values.begin());
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(length), values.end(), 0.0f);
  }
}

void Augmenter::DropLeads(const Rng& rng, std::span<float> samples_mv,
                          std::span<uint8_t> present) const {
  Rng draws = rng;
  std::array<bool, kLeadCount> dropped{};
  size_t left = 0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    dropped[lead] = draws.Bernoulli(config_.lead_dropout);
    left += !dropped[lead] && present[lead] != 0 ? 1 : 0;
  }
  if (left == 0) dropped[draws.Index(kLeadCount)] = false;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (!dropped[lead]) continue;
    present[lead] = 0;
    std::ranges::fill(LeadOf(samples_mv, lead), 0.0f);
  }
}

}  // namespace supreme
